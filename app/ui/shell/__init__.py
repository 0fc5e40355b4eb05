"""The parts around a page: sidebar, header, server strip, palette, tray."""
