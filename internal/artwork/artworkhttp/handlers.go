package artworkhttp

import (
	"context"
	"net/http"
	"time"

	"piece/internal/artwork"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func (h handlers) ask(ctx context.Context, in *askInput) (*artworkOutput, error) {
	b := in.Body
	a, err := h.artworks.Ask(ctx, auth.Person(ctx), artwork.Order{
		Subject:  artwork.Subject{PhotoID: b.PhotoID, Crop: artwork.Crop(b.Crop), Kind: b.Kind, Genre: b.Genre, Style: b.Style},
		Provider: artwork.Provider(b.Provider), Again: b.Again,
	})
	return h.answer(ctx, a, err)
}

func (h handlers) get(ctx context.Context, in *getInput) (*artworkOutput, error) {
	a, err := h.artworks.Await(ctx, auth.Person(ctx), in.ID, time.Duration(in.Wait)*time.Second)
	return h.answer(ctx, a, err)
}

func (h handlers) answer(ctx context.Context, a artwork.Artwork, err error) (*artworkOutput, error) {
	if err != nil {
		return nil, err
	}
	body, err := h.artworkOf(ctx, a)
	return &artworkOutput{body}, err
}

func (h handlers) artworkOf(ctx context.Context, a artwork.Artwork) (Artwork, error) {
	out := artworkOf(a, httpapi.Language(ctx))
	ahead, waits, err := h.artworks.Ahead(ctx, a)
	if waits {
		out.Ahead = &ahead
	}
	return out, err
}

func (h handlers) cancel(ctx context.Context, in *cancelInput) (*struct{}, error) {
	return nil, h.artworks.Cancel(ctx, auth.Person(ctx), in.ID)
}

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	tries, err := h.artworks.Tries(ctx, auth.Person(ctx), in.PhotoID)
	if err != nil {
		return nil, err
	}
	out := &listOutput{ArtworkList{Items: make([]Artwork, 0, len(tries))}}
	for _, a := range tries {
		item, err := h.artworkOf(ctx, a)
		if err != nil {
			return nil, err
		}
		out.Body.Items = append(out.Body.Items, item)
	}
	return out, nil
}

func (h handlers) image(ctx context.Context, in *imageInput) (*imageOutput, error) {
	v, err := h.artworks.See(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &imageOutput{Status: http.StatusOK, CacheControl: httpapi.AskAgain, ETag: `"` + v.ID + `"`}
	if v.Mine {
		out.CacheControl = httpapi.KeepForever
	}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = artwork.ContentType
	out.Body, err = h.artworks.Bytes(ctx, v)
	return out, err
}
