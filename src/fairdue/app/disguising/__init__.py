"""Ways a sender hides what a message says, made from the pack's own tables; nothing here judges a message."""
