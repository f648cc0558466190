package app

import (
	"context"
	"encoding/json"
	"fmt"

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
