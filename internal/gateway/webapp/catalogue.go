package webapp

import (
	"net/url"
	"slices"
	"strings"
)

// What an address of the catalogue may name; they mirror web/src/api/types.ts, held by a test.
var (
	cakeLists = []string{"hot", "showing", "charts", "hearted", "made"}
	genres    = []string{"horror", "romance", "comedy", "crime", "animation", "action", "fantasy", "drama", "music", "war", "history", "sports", "disaster", "documentary", "etc"}
	areas     = []string{"seoul", "gyeonggi", "incheon", "gangwon", "daejeon", "sejong", "chungbuk", "chungnam", "gwangju", "jeonbuk", "jeonnam", "daegu", "gyeongbuk", "busan", "ulsan", "gyeongnam", "jeju", "abroad"}
)

// catalogue asks for the list of cakes that an address shows first. A search is left to the
// app, as in a collection.
func catalogue(address url.Values) []question {
	if strings.TrimSpace(address.Get("q")) != "" && address.Get("list") != "charts" {
		return nil
	}
	among := func(name string, all []string) string {
		if value := address.Get(name); slices.Contains(all, value) {
			return value
		}
		return ""
	}
	list, kind, genre, area := among("list", cakeLists), among("kind", kinds), among("genre", genres), among("area", areas)
	switch list {
	case "":
		list = "hot"
	case "charts": // of one kind each, films when none is named
		if genre, area = "", ""; kind == "movie" {
			kind = ""
		}
	}
	q := question{path: "/api/v1/cakes?list=" + list + "&limit=24", guests: list != "hearted" && list != "made", pages: true}
	for _, chosen := range [][2]string{{"kind", kind}, {"genre", genre}, {"area", area}} {
		if chosen[1] != "" {
			q.path += "&" + chosen[0] + "=" + chosen[1]
		}
	}
	q.key = strings.Join([]string{"cakes", "grid", list, kind, genre, area, ""}, "/")
	return []question{q}
}
