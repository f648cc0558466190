package poster

// plans are all compositions. The order is that of contact sheets.
func plans() []plan {
	return []plan{
		{"swiss", swiss, "exhibition concert documentary"},
		{"glyph", glyph, "exhibition play documentary"},
		{"wall", wall, "exhibition concert music"},
		{"bauhaus", bauhaus, "exhibition concert music comedy"},
		{"riso", riso, "concert exhibition comedy"},
		{"moonsea", moonsea, "musical movie romance fantasy"},
		{"house", house, "movie horror crime"},
		{"curtain", curtain, "play musical drama comedy"},
		{"door", door, "play movie crime horror drama"},
		{"chairs", chairs, "play drama comedy"},
		{"thread", thread, "musical play romance"},
		{"ridges", ridges, "concert music"},
		{"vinyl", vinyl, "concert music"},
		{"rings", rings, "concert exhibition music"},
		{"papercut", papercut, "exhibition movie musical animation"},
		{"tunnel", tunnel, "musical play movie fantasy animation"},
		{"torn", torn, "movie play crime action war"},
		{"skyline", skyline, "concert music action"},
		{"windows", windows, "play movie comedy drama"},
		{"rain", rain, "movie romance crime"},
		{"botanical", botanical, "exhibition musical romance"},
		{"inkwash", inkwash, "play history war exhibition"},
		{"road", road, "movie drama action comedy"},
		{"cube", cube, "exhibition"},
		{"frames", frames, "movie exhibition documentary"},
		{"umbrellas", umbrellas, "movie play musical drama"},
		{"ladder", ladder, "play musical movie fantasy drama"},
		{"chart", chart, "concert exhibition musical fantasy"},
		{"portrait", portrait, "movie musical drama history"},
		{"whale", whale, "musical movie fantasy animation"},
		{"balloons", balloons, "movie musical animation comedy"},
	}
}
