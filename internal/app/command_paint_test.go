package app

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"piece/internal/craft/picture"
)

func TestOneBackIsPaintedFromAPhoto(t *testing.T) {
	dir := t.TempDir()
	photo := filepath.Join(dir, "photo.jpg")
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 70, 100)), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(photo, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"back.png", "back.webp"} {
		back := filepath.Join(dir, name)
		var out, errs bytes.Buffer
		args := []string{"paint", "--style", "nightcity", "--seed", "3", "--front", photo, "--side", "96", "--out", back}
		if code := Main(context.Background(), args, nil, &out, &errs); code != 0 {
			t.Fatalf("code %d: %s", code, errs.String())
		}
		painted, err := os.ReadFile(back)
		if err != nil {
			t.Fatal(err)
		}
		if h, err := picture.Inspect(painted); err != nil || h.Width != 96 || h.Height != 96 {
			t.Errorf("%s is %dx%d, %v", name, h.Width, h.Height, err)
		}
	}
}
