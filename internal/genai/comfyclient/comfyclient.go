// Package comfyclient has ComfyUI paint, by a workflow in its API format.
//
// ComfyUI takes an order into a queue and keeps what it painted. An order has the name that the call
// has, so that a process that comes after one that was killed finds it there.
//
// Invariants: an order is put into the queue once; what is sent and answered is in no error, because
// pictures and keys are there (defect D05).
package comfyclient

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/callclient"
	"piece/internal/platform/clock"
)

// Config says which ComfyUI is asked.
type Config struct {
	URL      string
	Key      string // for a proxy before it that wants a bearer token
	Model    string // checkpoint
	Workflow []byte // empty: a built-in one
	Size     string // "512x512"
	Edits    bool   // paint from pictures
	Agent    string // who asks
	Clock    clock.Clock
	// Wait is how time between two looks is waited for; tests that have no time set it.
	Wait func(ctx context.Context, d time.Duration) error
}

// Size where the settings name none.
const usualSize = "512x512"

// Brush is ComfyUI. It implements genai.Brush and genai.Keeper.
type Brush struct {
	Config
	base          *url.URL
	http          *http.Client
	width, height int
}

var (
	_ genai.Brush  = (*Brush)(nil)
	_ genai.Keeper = (*Brush)(nil)
)

// New gives it.
func New(c Config) (*Brush, error) {
	base, err := callclient.Base(c.URL, "/")
	if err != nil {
		return nil, err
	}
	b := &Brush{Config: c, base: base, http: callclient.New(c.Agent)}
	w, h, _ := strings.Cut(cmp.Or(c.Size, usualSize), "x")
	b.width, err = strconv.Atoi(w)
	if b.height, _ = strconv.Atoi(h); err != nil || b.width <= 0 || b.height <= 0 {
		return nil, fmt.Errorf("ComfyUI wants a size such as %s", usualSize)
	}
	switch {
	case len(c.Workflow) > 0:
		err = checkWorkflow(c.Workflow, c.Edits)
	case c.Model == "":
		err = errors.New("the built-in workflow wants a checkpoint: set ai.image_model to its file name")
	case c.Edits:
		b.Workflow = builtInEdit
	default:
		b.Workflow = builtIn
	}
	if b.Wait == nil {
		b.Wait = wait
	}
	return b, err
}

// Name is who people know it as.
func (*Brush) Name() string { return "ComfyUI" }

// Model implements genai.Brush.
func (b *Brush) Model() string { return cmp.Or(b.Config.Model, "ComfyUI") }

// Edits implements genai.Brush.
func (b *Brush) Edits() bool { return b.Config.Edits }

// Paint implements genai.Brush.
func (b *Brush) Paint(ctx context.Context, step genai.Step, o genai.PaintOrder, job string) (genai.Picture, error) {
	values := map[string]any{
		holdPrompt: o.Prompt, holdModel: b.Config.Model, holdSeed: o.Seed & 0x7fffffff, holdWidth: b.width, holdHeight: b.height,
	}
	if step == genai.Edit {
		name, err := b.upload(ctx, job, o.Picture)
		if err != nil {
			return genai.Picture{}, err
		}
		values[holdImage] = name
	}
	nodes, err := fill(b.Workflow, values)
	if err != nil {
		return genai.Picture{}, &genai.Error{Outcome: genai.Setup, Err: errors.New("the workflow can't be read")}
	}
	if job, err = b.order(ctx, nodes, job); err != nil {
		return genai.Picture{}, err
	}
	return b.await(ctx, job, o.Progress)
}

// temporary are files that ComfyUI clears away when it starts. It never forgets what is put elsewhere.
const temporary = "temp"

// upload gives the photo to ComfyUI and tells what it is called there. Nothing is run by it, so that
// whatever goes wrong may be tried again.
func (b *Brush) upload(ctx context.Context, job string, picture []byte) (string, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("image", "piece-"+job+".jpg")
	if err == nil {
		_, err = file.Write(picture)
	}
	if err = errors.Join(err, form.WriteField("overwrite", "true"), form.WriteField("type", temporary), form.Close()); err != nil {
		return "", err
	}
	var stored struct{ Name, Subfolder, Type string }
	err = b.ask(ctx, http.MethodPost, "upload/image", form.FormDataContentType(), body.Bytes(), &stored)
	var failed *genai.Error
	if errors.As(err, &failed) && (failed.Outcome == genai.Lost || failed.Outcome == genai.Broken) {
		failed.Outcome = genai.Down
	}
	if err == nil && stored.Name == "" {
		return "", &genai.Error{Outcome: genai.Setup, Err: errors.New("ComfyUI doesn't say where it put the photo")}
	}
	if stored.Subfolder != "" {
		stored.Name = stored.Subfolder + "/" + stored.Name
	}
	if stored.Type == temporary {
		stored.Name += " [" + temporary + "]"
	}
	return stored.Name, err
}

// order puts the workflow into the queue and gives the name that it has there: ours, or of an older
// ComfyUI one of its own.
func (b *Brush) order(ctx context.Context, nodes map[string]any, job string) (string, error) {
	body, err := json.Marshal(map[string]any{"prompt": nodes, "prompt_id": job, "client_id": "piece"})
	if err != nil {
		return "", err
	}
	var queued struct {
		ID string `json:"prompt_id"`
	}
	if err := b.ask(ctx, http.MethodPost, "prompt", "application/json", body, &queued); err != nil {
		return "", err
	}
	return cmp.Or(queued.ID, job), nil
}
