package importshttp

import (
	"context"

	"piece/internal/archive/imports"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

type createInput struct{ Body NewImport }

type createOutput struct{ Body StartedImport }

func (h handlers) create(ctx context.Context, in *createInput) (*createOutput, error) {
	language := httpapi.Language(ctx)
	i, grant, err := h.imports.Create(ctx, auth.Person(ctx), language, in.Body.Name, in.Body.Size)
	if err != nil {
		return nil, err
	}
	return &createOutput{StartedImport{Import: importOf(i, language), Upload: uploadOf(grant)}}, nil
}

type listOutput struct{ Body ImportList }

func (h handlers) list(ctx context.Context, _ *struct{}) (*listOutput, error) {
	found, err := h.imports.List(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := &listOutput{ImportList{Items: []Import{}}}
	for _, i := range found {
		out.Body.Items = append(out.Body.Items, importOf(i, httpapi.Language(ctx)))
	}
	return out, nil
}

type idInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of an import."`
}

type importOutput struct{ Body Import }

func (h handlers) answer(ctx context.Context, i imports.Import, err error) (*importOutput, error) {
	if err != nil {
		return nil, err
	}
	return &importOutput{importOf(i, httpapi.Language(ctx))}, nil
}

func (h handlers) get(ctx context.Context, in *idInput) (*importOutput, error) {
	i, err := h.imports.Get(ctx, auth.Person(ctx), in.ID)
	return h.answer(ctx, i, err)
}

func (h handlers) uploaded(ctx context.Context, in *idInput) (*importOutput, error) {
	i, err := h.imports.Uploaded(ctx, auth.Person(ctx), in.ID)
	return h.answer(ctx, i, err)
}

func (h handlers) start(ctx context.Context, in *idInput) (*importOutput, error) {
	i, err := h.imports.Start(ctx, auth.Person(ctx), httpapi.Language(ctx), in.ID)
	return h.answer(ctx, i, err)
}

func (h handlers) drop(ctx context.Context, in *idInput) (*struct{}, error) {
	return nil, h.imports.Drop(ctx, auth.Person(ctx), in.ID)
}

type planInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of an import."`
	Body PlanChange
}

func (h handlers) plan(ctx context.Context, in *planInput) (*importOutput, error) {
	i, err := h.imports.SetPlan(ctx, auth.Person(ctx), in.ID, in.Body.Version, in.Body.plan())
	return h.answer(ctx, i, err)
}

type rowsInput struct {
	ID    string `path:"id" maxLength:"64" doc:"Id of an import."`
	State string `query:"state" enum:"ready,double,wrong,left,done" doc:"Only rows of this state."`
	After int    `query:"after" minimum:"0" maximum:"100000000" doc:"Only rows behind this one."`
}

type rowsOutput struct{ Body ImportRows }

func (h handlers) rows(ctx context.Context, in *rowsInput) (*rowsOutput, error) {
	found, err := h.imports.Rows(ctx, auth.Person(ctx), in.ID, imports.RowState(in.State), in.After, imports.RowsOnPage+1)
	if err != nil {
		return nil, err
	}
	out := &rowsOutput{ImportRows{Items: []ImportRow{}}}
	for n := range found[:min(len(found), imports.RowsOnPage)] {
		out.Body.Items = append(out.Body.Items, rowOf(found[n], httpapi.Language(ctx)))
	}
	if len(found) > imports.RowsOnPage {
		out.Body.Next = found[imports.RowsOnPage-1].N
	}
	return out, nil
}

type mendInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of an import."`
	N    int    `path:"n" minimum:"1" maximum:"100000000" doc:"Which row."`
	Body RowMending
}

type rowOutput struct{ Body ImportRow }

func (h handlers) mend(ctx context.Context, in *mendInput) (*rowOutput, error) {
	m := imports.Mending{Fixes: map[imports.Field]string{}, Choice: (*imports.Choice)(in.Body.Choice)}
	for f, v := range in.Body.Fields {
		m.Fixes[imports.Field(f)] = v
	}
	r, err := h.imports.Mend(ctx, auth.Person(ctx), in.ID, in.N, m)
	if err != nil {
		return nil, err
	}
	return &rowOutput{rowOf(r, httpapi.Language(ctx))}, nil
}
