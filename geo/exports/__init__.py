"""Formats in which layers leave the atlas: the same features, each with sources, licence and version."""

from geo.exports.formats import Format, download_name, export_layer, export_layers

__all__ = ["Format", "download_name", "export_layer", "export_layers"]
