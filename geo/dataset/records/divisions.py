"""OCHA's subdistricts, and which places of the gazetteer are filed in them. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from geo import vocab
from geo.dataset.records import fields as f
from geo.dataset.records.bases import Record


class Subdistrict(Record):
    """A subdistrict (nahiya) as OCHA files it; no statement on who governs it."""

    id: Annotated[f.Slug, Field(description="P-code in small letters")]
    pcode: Annotated[f.FilledText, Field(description="OCHA P-code")]
    name: Annotated[f.FilledText, Field(description="Name as OCHA spells it")]
    name_ar: Annotated[f.FilledText, Field(description="Arabic name")]
    aliases: Annotated[f.Texts, Field(description="Other spellings, separated by |")]
    district: Annotated[f.FilledText, Field(description="District that it belongs to")]
    district_pcode: Annotated[f.FilledText, Field(description="OCHA P-code of the district")]
    governorate: Annotated[vocab.Governorate, Field(description="Governorate under which OCHA files it")]
    occupied: Annotated[
        vocab.OccupiedShare, Field(description="How much of it lies in the Golan that Israel has held since 1967")
    ]
    lon: Annotated[f.Longitude, Field(description="WGS 84 longitude of the centroid, for labels; it tests nothing")]
    lat: Annotated[f.Latitude, Field(description="WGS 84 latitude of the centroid, for labels; it tests nothing")]
    area_km2: Annotated[float, Field(gt=0, description="Area in square kilometres, from geoBoundaries")]
    geonames: Annotated[f.Text, Field(description="GeoNames id")]
    wikidata: Annotated[f.Text, Field(description="Wikidata id")]

    @model_validator(mode="after")
    def _named_by_its_code(self) -> Subdistrict:
        if self.id != self.pcode.lower():
            raise ValueError("id must be the pcode in small letters")
        return self


class PlaceSubdistrict(Record):
    """A place of the gazetteer that is filed in a subdistrict, and how that is known."""

    place_id: Annotated[f.Slug, Field(description="Place in places.csv")]
    subdistrict_id: Annotated[f.Slug, Field(description="Subdistrict in subdistricts.csv")]
    basis: Annotated[vocab.SubdistrictBasis, Field(description="How the two were joined")]
