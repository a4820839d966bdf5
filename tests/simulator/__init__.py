"""A seeded simulator: real devices, a real server and every fault, in one thread and in virtual time."""
