package gallery

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// maxFile bounds what is read of a stored file, in bytes.
const maxFile = 8 << 20

// File is a file of a poster, as it is now.
type File struct {
	ContentType string
	Tag         string // names its bytes
	Lasting     bool   // the address shows this picture for good

	service *Service
	subject *Subject
	name    string
}

// File finds a file of a cake's poster. revision is the one that the address was made for.
// errs.NotFound when there is no such cake or file.
func (s *Service) File(ctx context.Context, cakeID string, revision int, name string) (*File, error) {
	contentType, ok := Files()[name]
	if !ok || !id.Valid(cakeID) {
		return nil, errs.NotFound
	}
	subject, err := s.Store.Subject(ctx, cakeID)
	if err != nil {
		return nil, err
	}
	if subject.Hidden {
		return nil, errs.NotFound
	}
	f := &File{ContentType: contentType, service: s, subject: subject, name: name}
	if subject.Kept.SetID == "" {
		f.Tag = s.commission(subject).digest() + "-" + name
		return f, nil
	}
	f.Tag = subject.Kept.SetID + "-" + name
	f.Lasting = subject.Revision == revision && subject.CakeID == cakeID
	if subject.stale() {
		note(s.wanted, subject.CakeID)
	}
	return f, nil
}

// Bytes gives the file: what is kept, or else drawn. When what is kept can't be had, a drawn
// one stands in for it, and the file is no longer Lasting and has another Tag.
func (f *File) Bytes(ctx context.Context) ([]byte, error) {
	s := f.service
	if set := f.subject.Kept.SetID; set != "" {
		b, err := s.Objects.Get(ctx, key(set, f.name), maxFile)
		if err == nil || ctx.Err() != nil {
			return b, err
		}
		if again, err := f.replaced(ctx, set); err == nil {
			return again, nil
		}
		s.Log.WarnContext(ctx, "a poster could not be read, a drawn one stands in", "cake", f.subject.CakeID, "error", err)
	}
	c := s.commission(f.subject)
	f.Lasting, f.Tag = false, c.digest()+"-"+f.name
	b, err := s.drawOnce(ctx, c, f.Tag, f.name)
	if err == nil && f.subject.Kept.SetID == "" {
		note(s.wanted, f.subject.CakeID)
	}
	return b, err
}

// Poster gives the large form of a cake's poster, a WebP. errs.NotFound when there is no such
// cake.
func (s *Service) Poster(ctx context.Context, cakeID string) ([]byte, error) {
	f, err := s.File(ctx, cakeID, 0, LargeFile)
	if err != nil {
		return nil, err
	}
	return f.Bytes(ctx)
}

// replaced reads the poster that has just taken the place of the one that was looked up.
func (f *File) replaced(ctx context.Context, gone string) ([]byte, error) {
	now, err := f.service.Store.Subject(ctx, f.subject.CakeID)
	if err != nil {
		return nil, err
	}
	if now.Kept.SetID == gone || now.Kept.SetID == "" {
		return nil, errs.NotFound
	}
	b, err := f.service.Objects.Get(ctx, key(now.Kept.SetID, f.name), maxFile)
	if err == nil {
		f.Lasting, f.Tag = false, now.Kept.SetID+"-"+f.name
	}
	return b, err
}

// drawOnce draws a file. Others who want the same meanwhile get it too, also when the first
// of them goes away.
func (s *Service) drawOnce(ctx context.Context, c commission, tag, name string) ([]byte, error) {
	done := s.drawing.DoChan(tag, func() (any, error) {
		return s.drawFile(context.WithoutCancel(ctx), c, name)
	})
	select {
	case r := <-done:
		b, ok := r.Val.([]byte)
		if !ok && r.Err == nil {
			return nil, errs.Internal.With(errors.New("gallery: drew nothing"))
		}
		return b, r.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Portrait gives a portrait, a WebP, by the name of its file, with a tag for its bytes.
// errs.NotFound when it was never fetched.
func (s *Service) Portrait(ctx context.Context, file string) (*Portrait, error) {
	name, ok := strings.CutSuffix(file, ".webp")
	if !ok || !isPortrait(name) {
		return nil, errs.NotFound
	}
	setID, err := s.Queue.Portrait(ctx, name)
	if err != nil {
		return nil, err
	}
	return &Portrait{Tag: setID, service: s}, nil
}

// isPortrait tells whether a name has the form of cake.Credit.Portrait. What hasn't is not asked
// for: stores choke on some.
func isPortrait(name string) bool {
	b, err := hex.DecodeString(name)
	return err == nil && len(b) == 16
}

// Portrait is a portrait that is kept.
type Portrait struct {
	Tag     string
	service *Service
}

// Bytes gives the picture.
func (p *Portrait) Bytes(ctx context.Context) ([]byte, error) {
	return p.service.Objects.Get(ctx, PortraitKey(p.Tag), maxFile)
}
