"""The event store of cloud mode: ClickHouse, on a server or in this process."""
