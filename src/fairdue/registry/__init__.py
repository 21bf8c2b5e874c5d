"""The registry room: what a name, number or domain says about who may be behind it; it never proves anyone genuine."""
