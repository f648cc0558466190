package blobstore

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"gocloud.dev/blob"

	"piece/internal/platform/clock"
)

// FolderPath is where the folder home takes granted uploads, on the public address.
const FolderPath = "/objects/"

// folderGrants signs grants with HMAC-SHA256 and takes the uploads they allow. The
// library's own signer covers key and expiry only; type, size and owner need covering
// too, or a grant for a picture could store a web page under our address.
type folderGrants struct {
	bucket *blob.Bucket
	secret []byte
	clock  clock.Clock
}

func (f *folderGrants) grant(_ context.Context, u Upload) (Grant, error) {
	ends := f.clock.Now().Add(u.TTL).Truncate(time.Second)
	q := url.Values{
		"type":    {u.ContentType},
		"size":    {strconv.FormatInt(u.Size, 10)},
		"owner":   {u.Owner},
		"expires": {strconv.FormatInt(ends.Unix(), 10)},
	}
	q.Set("signature", f.sign(u.Key, q))
	return Grant{
		Method:    http.MethodPut,
		URL:       FolderPath + u.Key + "?" + q.Encode(),
		Headers:   map[string]string{"Content-Type": u.ContentType},
		ExpiresAt: ends,
	}, nil
}

func (f *folderGrants) sign(key string, q url.Values) string {
	m := hmac.New(sha256.New, f.secret)
	for _, part := range []string{key, q.Get("type"), q.Get("size"), q.Get("owner"), q.Get("expires")} {
		fmt.Fprintf(m, "%d:%s", len(part), part) // lengths keep the parts apart
	}
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// Handler takes granted uploads on the folder home, and is nil on S3, where browsers
// talk to the store itself. Mount it at FolderPath.
func (s *Store) Handler() http.Handler {
	f, ok := s.granter.(*folderGrants)
	if !ok {
		return nil
	}
	return http.HandlerFunc(f.serve)
}

func (f *folderGrants) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if r.Method != http.MethodPut {
		w.Header().Set("Allow", http.MethodPut)
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	key, q := strings.TrimPrefix(r.URL.Path, FolderPath), r.URL.Query()
	if reason := f.refuse(r, key, q); reason != "" {
		http.Error(w, reason, http.StatusForbidden)
		return
	}
	err := f.store(r.Context(), key, q, http.MaxBytesReader(w, r.Body, r.ContentLength), r.ContentLength)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge || errors.Is(err, io.ErrUnexpectedEOF) {
		http.Error(w, "the body is not of the granted size", http.StatusBadRequest)
		return
	}
	if err != nil {
		http.Error(w, "the object could not be stored", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func (f *folderGrants) refuse(r *http.Request, key string, q url.Values) string {
	if !hmac.Equal([]byte(q.Get("signature")), []byte(f.sign(key, q))) {
		return "the grant is not valid"
	}
	if ends, err := strconv.ParseInt(q.Get("expires"), 10, 64); err != nil || f.clock.Now().Unix() >= ends {
		return "the grant has ended"
	}
	if r.Header.Get("Content-Type") != q.Get("type") {
		return "the content type is not the granted one"
	}
	if strconv.FormatInt(r.ContentLength, 10) != q.Get("size") {
		return "the size is not the granted one"
	}
	return ""
}

func (f *folderGrants) store(ctx context.Context, key string, q url.Values, body io.Reader, size int64) error {
	// Closing a writer after a failed copy would keep the torn object; a cancelled
	// context makes Close drop it.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := f.bucket.NewWriter(ctx, key, &blob.WriterOptions{ContentType: q.Get("type"), Metadata: map[string]string{ownerKey: q.Get("owner")}})
	if err != nil {
		return err
	}
	n, err := io.Copy(w, body)
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		cancel()
		return errors.Join(err, w.Close())
	}
	return w.Close()
}
