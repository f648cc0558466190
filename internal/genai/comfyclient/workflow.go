package comfyclient

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The built-in workflows need nothing that doesn't come with ComfyUI, but a checkpoint of Stable
// Diffusion 1.5, 2 or XL.
var (
	//go:embed workflow.json
	builtIn []byte
	//go:embed workflow_edit.json
	builtInEdit []byte
)

// Placeholders in a workflow. One that is a whole text of the workflow may become a number.
const (
	holdPrompt = "%prompt%"
	holdImage  = "%image%" // name of the photo, as LoadImage wants it
	holdModel  = "%model%" // the checkpoint
	holdSeed   = "%seed%"
	holdWidth  = "%width%"
	holdHeight = "%height%"
)

// checkWorkflow tells what is wrong with a workflow of the settings.
func checkWorkflow(b []byte, edits bool) error {
	var nodes map[string]struct {
		Class string `json:"class_type"`
	}
	if err := json.Unmarshal(b, &nodes); err != nil || len(nodes) == 0 {
		return errors.New("the workflow is no JSON object of nodes: save it in API format")
	}
	for id, n := range nodes {
		if n.Class == "" {
			return fmt.Errorf("node %q of the workflow has no class_type: save it in API format", id)
		}
	}
	if !strings.Contains(string(b), holdPrompt) {
		return fmt.Errorf("the workflow has no %s, so nobody tells it what to paint", holdPrompt)
	}
	if edits && !strings.Contains(string(b), holdImage) {
		return fmt.Errorf("the workflow has no %s, which ai.mode edit needs", holdImage)
	}
	return nil
}

// fill puts values in place of the placeholders. The words come from a picture, and stay words.
func fill(workflow []byte, values map[string]any) (map[string]any, error) {
	var nodes map[string]any
	if err := json.Unmarshal(workflow, &nodes); err != nil {
		return nil, err
	}
	for name, n := range nodes {
		nodes[name] = filled(n, values)
	}
	return nodes, nil
}

func filled(v any, values map[string]any) any {
	switch v := v.(type) {
	case string:
		if whole, ok := values[v]; ok {
			return whole
		}
		return inserted(v, values)
	case []any:
		for i := range v {
			v[i] = filled(v[i], values)
		}
	case map[string]any:
		for k := range v {
			v[k] = filled(v[k], values)
		}
	}
	return v
}

// inserted replaces in one pass, so that what was put in is left alone.
func inserted(text string, values map[string]any) string {
	var pairs []string
	for hold, value := range values {
		pairs = append(pairs, hold, fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
