"""Evidence packages: chosen items as a BagIt folder or archive that can be checked without this program.

What goes in was chosen by a person; a package never says that a court will accept it.
"""
