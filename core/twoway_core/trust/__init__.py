"""Trust: the roster of devices, epoch keys in boxes, the paper key, pairing and acceptance."""
