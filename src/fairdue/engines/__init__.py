"""Faster ways to the same answer; each has a plain reference it must agree with, and works without its library."""
