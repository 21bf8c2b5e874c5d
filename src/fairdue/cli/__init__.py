"""The command line: reads arguments, calls one app verb, shows what came back; it holds no rule and no law."""
