"""Read, check and compile data packs, and hand them over as one frozen record; it judges no message.

sources      find a pack and read its files, each value with its line
checks       everything that can be wrong with a pack, one small function each
compile      sources → one pack.json, byte for byte the same each time
load         pack.json → Pack, in milliseconds
"""
