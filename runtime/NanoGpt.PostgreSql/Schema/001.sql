-- The submissions. due is the end of the lease, or of a delay; a submission can be claimed from then on.
CREATE TABLE nanogpt.submissions (
    id uuid PRIMARY KEY,
    state text NOT NULL,
    fence bigint NOT NULL,
    due timestamptz NOT NULL DEFAULT now(),
    model text NOT NULL,
    provider text NOT NULL,
    submitted_at timestamptz NOT NULL,
    hash text,
    request text,
    budget text,
    price numeric,
    cost numeric,
    run_id text,
    extends text,
    download_link text,
    request_id text,
    error text
);

CREATE INDEX submissions_due ON nanogpt.submissions (state, due, id);
CREATE INDEX submissions_of_budget ON nanogpt.submissions (budget, state, due, id) WHERE budget IS NOT NULL;

-- The sums of the submissions of each budget, changed in the same transactions.
CREATE TABLE nanogpt.budgets (
    name text PRIMARY KEY,
    reserved numeric NOT NULL,
    spent numeric NOT NULL
);

-- The earliest time of the next request under an API key. The key itself is not stored.
CREATE TABLE nanogpt.rates (
    key_hash text NOT NULL,
    kind text NOT NULL,
    next_at timestamptz NOT NULL,
    PRIMARY KEY (key_hash, kind)
);
