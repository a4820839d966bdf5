"""Sync: joins the local journal and a server. Only ``remote`` touches the network."""
