package httpapi

import (
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// Detail is something that not every operation has.
type Detail func(*huma.Operation)

// Operation describes an operation whose path begins after Prefix.
func Operation(tag, id, method, path, summary, description string, more ...Detail) huma.Operation {
	o := huma.Operation{
		OperationID: id, Method: method, Path: Prefix + path,
		Summary: summary, Description: description, Tags: []string{tag},
	}
	for _, detail := range more {
		detail(&o)
	}
	return o
}

// Answers sets the status of success, where it isn't 200 or 204.
func Answers(status int) Detail {
	return func(o *huma.Operation) { o.DefaultStatus = status }
}

// Also describes another status of success, whose body is a T too.
func Also[T any](a *API, status int, description string) Detail {
	schema := a.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, "")
	return func(o *huma.Operation) {
		if o.Responses == nil {
			o.Responses = map[string]*huma.Response{}
		}
		o.Responses[strconv.Itoa(status)] = &huma.Response{
			Description: description, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}},
		}
	}
}

// Takes bounds the body, in bytes.
func Takes(most int64) Detail {
	return func(o *huma.Operation) { o.MaxBodyBytes = most }
}

// Fails lists the statuses of the handler's own errors; see Register.
func Fails(codes ...int) Detail {
	return func(o *huma.Operation) { o.Errors = codes }
}

// Gives describes an answer of bytes, of one of the content types.
func Gives(description string, types ...string) Detail {
	return func(o *huma.Operation) {
		content := map[string]*huma.MediaType{}
		for _, t := range types {
			content[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
		o.Responses = map[string]*huma.Response{"200": {Description: description, Content: content}}
	}
}

// GivesOnce is Gives for bytes with an ETag, which are not sent again to who has them.
func GivesOnce(description string, types ...string) Detail {
	return func(o *huma.Operation) {
		Gives(description, types...)(o)
		o.Responses["304"] = &huma.Response{Description: "The caller has it already."}
	}
}
