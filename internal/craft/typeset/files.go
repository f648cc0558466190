package typeset

import _ "embed" // the licence is part of the program

//go:embed assets/OFL-Pretendard.txt
var licence []byte

// Pretendard gives the files of the faces Medium and Bold as their makers publish them, which the
// licence asks for under this name, and the licence to be handed on with them.
func Pretendard() (medium, bold, terms []byte) { return pretendardMedium, pretendardExtraBold, licence }
