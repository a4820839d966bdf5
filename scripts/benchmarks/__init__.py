"""Benchmarks: floor, peer and Twoway in turn, within one run; figures are worth something as ratios only."""
