package app

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image/png"
	"os"

	"piece/internal/craft/painter"
	"piece/internal/notify/webpush"
	"piece/internal/platform/auth"
	"piece/internal/platform/settings"
)

func configCommand(_ context.Context, s streams, args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	switch args[0] {
	case "doc":
		return settings.Doc(s.out, &Config{}, EnvPrefix)
	case "check", "print":
		c, err := LoadConfig(args[1:], s.env)
		if err != nil {
			return err
		}
		if args[0] == "print" {
			return settings.Print(s.out, &c)
		}
		_, err = fmt.Fprintln(s.out, "the settings are fine")
		return err
	}
	return errUsage
}

func keysCommand(_ context.Context, s streams, args []string) error {
	if len(args) != 1 {
		return errUsage
	}
	switch args[0] {
	case "generate":
		pem, err := auth.GenerateKey()
		if err != nil {
			return err
		}
		_, err = s.out.Write(pem)
		return err
	case "generate-push":
		key, err := webpush.GenerateKey()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, key)
		return err
	}
	return errUsage
}

func openapiCommand(_ context.Context, s streams, args []string) error {
	if len(args) != 0 {
		return errUsage
	}
	b, err := json.MarshalIndent(describe().OpenAPI(), "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s\n", b)
	return err
}

// sheetSeed is fixed, so that two sheets show what changed in the painter.
const sheetSeed = 2026

func paintCommand(ctx context.Context, s streams, args []string) error {
	f := flag.NewFlagSet("paint", flag.ContinueOnError)
	f.SetOutput(s.err)
	out := f.String("sheet", "", "file to write a contact sheet to")
	style := f.String("style", string(painter.Oil), "style of the sheet")
	if err := f.Parse(args); err != nil || *out == "" || f.NArg() != 0 {
		return errUsage
	}
	if !painter.Style(*style).Valid() {
		return fmt.Errorf("no style %q; there are %v", *style, painter.Styles())
	}
	sheet, err := painter.Sheet(ctx, painter.Style(*style), nil, sheetSeed, nil)
	if err != nil {
		return err
	}
	file, err := os.Create(*out)
	if err != nil {
		return err
	}
	if err := png.Encode(file, sheet); err != nil {
		return err
	}
	return file.Close()
}
