"""The courier: keeps and passes on sealed segments that it cannot read."""
