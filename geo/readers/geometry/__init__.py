"""Geometries as files write them: WKB, WKT, GeoJSON, KML, Arrow, reference systems."""
