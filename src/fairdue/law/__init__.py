"""The law room: what was in force on a day, what may be cited, what a legal number was; it reads no files."""
