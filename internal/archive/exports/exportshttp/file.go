package exportshttp

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"piece/internal/archive/exports"
	"piece/internal/platform/auth"
)

type fileInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of an export."`
	Range   string `header:"Range" doc:"Which part; the whole file when absent." example:"bytes=1048576-"`
	IfRange string `header:"If-Range" doc:"The ETag that the part belongs to; with another one the whole file comes."`
	IfNone  string `header:"If-None-Match" doc:"The ETag that the caller has."`
}

// file answers as http.ServeContent does, which knows how parts are asked for. A large file on a
// slow line takes longer than any answer may: the time is counted anew as long as bytes go out.
func (h handlers) file(ctx context.Context, in *fileInput) (*huma.StreamResponse, error) {
	f, err := h.exports.File(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if in.Range == "" { // a store that is down answers with a problem, and not with a torn file
		r, err := f.Read(ctx, 0, 1)
		if err != nil {
			return nil, err
		}
		_ = r.Close()
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		r, w := humago.Unwrap(hc)
		head := w.Header()
		head.Set("Content-Type", "application/zip")
		head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
		head.Set("Cache-Control", "private, no-cache")
		head.Set("ETag", `"`+f.Tag+`"`)
		content := &seeker{ctx: ctx, file: f}
		defer content.Close()
		http.ServeContent(&patient{ResponseWriter: w}, r, "", f.ReadyAt, content)
	}}, nil
}

// patience is how long a reader may take for one part of what is written.
const patience = 2 * time.Minute

// patient puts the end of an answer off while its reader reads.
type patient struct {
	http.ResponseWriter
	until time.Time
}

// Write implements http.ResponseWriter.
func (p *patient) Write(b []byte) (int, error) {
	if now := time.Now(); now.Add(patience / 2).After(p.until) {
		p.until = now.Add(patience)
		_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(p.until) // where there is none, none ends
	}
	return p.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// seeker reads a file from wherever it is asked to, with one request to the store for each place.
type seeker struct {
	ctx  context.Context
	file exports.File
	at   int64
	open io.ReadCloser
}

// Seek implements io.Seeker.
func (s *seeker) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.at
	case io.SeekEnd:
		offset += s.file.Size
	}
	if offset < 0 {
		return s.at, errors.New("before the start of the file")
	}
	if offset != s.at {
		s.Close()
	}
	s.at = offset
	return offset, nil
}

// Read implements io.Reader.
func (s *seeker) Read(b []byte) (int, error) {
	if s.at >= s.file.Size {
		return 0, io.EOF
	}
	if s.open == nil {
		r, err := s.file.Read(s.ctx, s.at, -1)
		if err != nil {
			return 0, err
		}
		s.open = r
	}
	n, err := s.open.Read(b)
	s.at += int64(n)
	return n, err
}

// Close lets go of the store.
func (s *seeker) Close() {
	if s.open != nil {
		_ = s.open.Close() // read only
		s.open = nil
	}
}
