package mediahttp

import (
	"context"
	"net/http"

	"piece/internal/media"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func (h handlers) grant(ctx context.Context, in *grantInput) (*grantOutput, error) {
	id, g, err := h.media.GrantUpload(ctx, auth.Person(ctx), in.Body.ContentType, in.Body.Size)
	if err != nil {
		return nil, err
	}
	return &grantOutput{UploadGrant{ID: id, Method: g.Method, URL: g.URL, Headers: g.Headers, ExpiresAt: g.ExpiresAt}}, nil
}

func (h handlers) complete(ctx context.Context, in *photoInput) (*photoOutput, error) {
	p, err := h.media.Complete(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &photoOutput{photoOf(p)}, nil
}

func (h handlers) copyPoster(ctx context.Context, in *posterInput) (*photoOutput, error) {
	p, err := h.media.CopyPoster(ctx, auth.Person(ctx), in.Body.CakeID)
	if err != nil {
		return nil, err
	}
	return &photoOutput{photoOf(p)}, nil
}

func (h handlers) photo(ctx context.Context, in *photoInput) (*photoOutput, error) {
	p, err := h.media.Photo(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &photoOutput{photoOf(p)}, nil
}

func (h handlers) image(ctx context.Context, in *imageInput) (*imageOutput, error) {
	p, err := h.media.Photo(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &imageOutput{Status: http.StatusOK, CacheControl: httpapi.KeepForever, ETag: `"` + p.ID + `"`}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = media.ContentType
	out.Body, err = h.media.Image(ctx, auth.Person(ctx), in.ID)
	return out, err
}

func (h handlers) drop(ctx context.Context, in *photoInput) (*struct{}, error) {
	return nil, h.media.Delete(ctx, auth.Person(ctx), in.ID)
}
