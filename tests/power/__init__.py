"""Power that fails: what real programs did to their disks is replayed to every moment; what was not synced may go."""
