package piece

import (
	"slices"
	"testing"
)

func TestNamesAreSplitAtCommasAndComparedWithoutCaseAndBlanks(t *testing.T) {
	for text, want := range map[string][]string{
		"":                            nil,
		" , ,、":                       nil,
		"김파도":                         {"김파도"},
		"김파도, 이노래,박물결":                {"김파도", "이노래", "박물결"},
		"Anna Kim，anna  KIM、김 파도":     {"Anna Kim", "김 파도"},
		"김파도, 김 파도":                   {"김파도"},
		"a & b, c/d · e":              {"a & b", "c/d · e"},
		"Beyonce\u0301, Beyonc\u00e9": {"Beyonce\u0301"},
	} {
		if got := SplitNames(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if NameKey("블루 스퀘어") != NameKey("블루스퀘어") || NameKey("CGV 용산") != NameKey("cgv용산") || NameKey("A") == NameKey("AA") {
		t.Error("keys differ where names don't, or don't where they do")
	}
}
