DO $$
BEGIN      IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'eldercare') THEN
        BEGIN
          EXECUTE 'CREATE SCHEMA IF NOT EXISTS eldercare';
        EXCEPTION
          WHEN duplicate_schema THEN NULL;
          WHEN unique_violation THEN NULL;
        END;
      END IF;

      IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'public') THEN
        BEGIN
          EXECUTE 'CREATE SCHEMA IF NOT EXISTS public';
        EXCEPTION
          WHEN duplicate_schema THEN NULL;
          WHEN unique_violation THEN NULL;
        END;
      END IF;

      IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'signin') THEN
        BEGIN
          EXECUTE 'CREATE SCHEMA IF NOT EXISTS signin';
        EXCEPTION
          WHEN duplicate_schema THEN NULL;
          WHEN unique_violation THEN NULL;
        END;
      END IF;

END
$$;


CREATE
OR REPLACE FUNCTION eldercare.mt_immutable_timestamp(value text) RETURNS timestamp without time zone LANGUAGE sql IMMUTABLE AS
$function$
select value::timestamp

$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_immutable_timestamptz(value text) RETURNS timestamp with time zone LANGUAGE sql IMMUTABLE AS
$function$
select value::timestamptz

$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_immutable_time(value text) RETURNS time without time zone LANGUAGE sql IMMUTABLE AS
$function$
select value::time

$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_immutable_date(value text) RETURNS date LANGUAGE sql IMMUTABLE AS
$function$
select value::date

$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_grams_vector(text, use_unaccent boolean DEFAULT false)
        RETURNS tsvector
        LANGUAGE plpgsql
        IMMUTABLE STRICT
AS $function$
BEGIN
RETURN (SELECT array_to_string(eldercare.mt_grams_array($1, use_unaccent), ' ') ::tsvector);
END
$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_grams_query(text, use_unaccent boolean DEFAULT false)
        RETURNS tsquery
        LANGUAGE plpgsql
        IMMUTABLE STRICT
AS $function$
BEGIN
RETURN (SELECT array_to_string(eldercare.mt_grams_array($1, use_unaccent), ' & ') ::tsquery);
END
$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_grams_array(words text, use_unaccent boolean DEFAULT false)
        RETURNS text[]
        LANGUAGE plpgsql
        IMMUTABLE STRICT
AS $function$
        DECLARE
result text[];
        DECLARE
word text;
        DECLARE
clean_word text;
BEGIN
                FOREACH
word IN ARRAY string_to_array(words, ' ')
                LOOP
                     clean_word = regexp_replace(eldercare.mt_safe_unaccent(use_unaccent, word), '[^a-zA-Z0-9]+', '','g');
FOR i IN 1 .. length(clean_word)
                     LOOP
                         result := result || quote_literal(substr(lower(clean_word), i, 1));
                         result
:= result || quote_literal(substr(lower(clean_word), i, 2));
                         result
:= result || quote_literal(substr(lower(clean_word), i, 3));
END LOOP;
END LOOP;

RETURN ARRAY(SELECT DISTINCT e FROM unnest(result) AS a(e) ORDER BY e);
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_append(jsonb, text[], jsonb, boolean, jsonb default null::jsonb)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    if_not_exists ALIAS FOR $4;
    patch_expression ALIAS FOR $5;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'array' THEN
        CASE
            WHEN NOT if_not_exists THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) = 'object' AND NOT tmp_value @> jsonb_build_array(val) THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) <> 'object' AND NOT tmp_value @> val THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN patch_expression IS NOT NULL AND jsonb_typeof(patch_expression) = 'array' AND jsonb_array_length(patch_expression) = 0 THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            ELSE NULL;
            END CASE;
    END IF;
    RETURN retval;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_append_key_value(jsonb, text[], jsonb, boolean)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    if_not_exists ALIAS FOR $4;
    tmp_value jsonb;
    _key text;
BEGIN
    tmp_value = retval #> location;

    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'object' THEN
        CASE
            WHEN NOT if_not_exists THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN NOT tmp_value ?| ARRAY(SELECT jsonb_object_keys(val)) THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            ELSE NULL;
        END CASE;
    END IF;
    RETURN retval;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_copy(jsonb, text[], text[])
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    src_path ALIAS FOR $2;
    dst_path ALIAS FOR $3;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> src_path;
    retval = eldercare.mt_jsonb_fix_null_parent(retval, dst_path);
    RETURN jsonb_set(retval, dst_path, tmp_value::jsonb, TRUE);
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_duplicate(jsonb, text[], jsonb)
RETURNS jsonb
LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    targets ALIAS FOR $3;
    tmp_value jsonb;
    target_path text[];
    target text;
BEGIN
    FOR target IN SELECT jsonb_array_elements_text(targets)
    LOOP
        target_path = eldercare.mt_jsonb_path_to_array(target, '\.');
        retval = eldercare.mt_jsonb_copy(retval, location, target_path);
    END LOOP;

    RETURN retval;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_fix_null_parent(jsonb, text[])
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
retval ALIAS FOR $1;
    dst_path ALIAS FOR $2;
    dst_path_segment text[] = ARRAY[]::text[];
    dst_path_array_length integer;
    i integer = 1;
BEGIN
    dst_path_array_length = array_length(dst_path, 1);
    WHILE i <=(dst_path_array_length - 1)
    LOOP
        dst_path_segment = dst_path_segment || ARRAY[dst_path[i]];
        IF retval #> dst_path_segment IS NULL OR retval #> dst_path_segment = 'null'::jsonb THEN
            retval = jsonb_set(retval, dst_path_segment, '{}'::jsonb, TRUE);
        END IF;
        i = i + 1;
    END LOOP;

    RETURN retval;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_increment(jsonb, text[], numeric)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
retval ALIAS FOR $1;
    location ALIAS FOR $2;
    increment_value ALIAS FOR $3;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NULL THEN
        tmp_value = to_jsonb(0);
END IF;

RETURN jsonb_set(retval, location, to_jsonb(tmp_value::numeric + increment_value), TRUE);
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_insert(jsonb, text[], jsonb, integer, boolean, jsonb default null::jsonb)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    elm_index ALIAS FOR $4;
    if_not_exists ALIAS FOR $5;
    patch_expression ALIAS FOR $6;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'array' THEN
        IF elm_index IS NULL THEN
            elm_index = jsonb_array_length(tmp_value) + 1;
        END IF;
        CASE
            WHEN NOT if_not_exists THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) = 'object' AND NOT tmp_value @> jsonb_build_array(val) THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) <> 'object' AND NOT tmp_value @> val THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            WHEN patch_expression IS NOT NULL AND jsonb_typeof(patch_expression) = 'array' AND jsonb_array_length(patch_expression) = 0 THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            ELSE NULL;
        END CASE;
    END IF;
    RETURN retval;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_move(jsonb, text[], text)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    src_path ALIAS FOR $2;
    dst_name ALIAS FOR $3;
    dst_path text[];
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> src_path;
    retval = retval #- src_path;
    dst_path = src_path;
    dst_path[array_length(dst_path, 1)] = dst_name;
    retval = eldercare.mt_jsonb_fix_null_parent(retval, dst_path);
    RETURN jsonb_set(retval, dst_path, tmp_value, TRUE);
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_path_to_array(text, character)
    RETURNS text[]
    LANGUAGE plpgsql
AS $function$
DECLARE
    location ALIAS FOR $1;
    regex_pattern ALIAS FOR $2;
BEGIN
RETURN regexp_split_to_array(location, regex_pattern)::text[];
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_remove(jsonb, text[], jsonb)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    tmp_value jsonb;
    tmp_remove jsonb;
    patch_remove jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'array' THEN
        IF jsonb_typeof(val) = 'array' THEN
            tmp_remove = val;
        ELSE
            tmp_remove = jsonb_build_array(val);
        END IF;

        FOR patch_remove IN SELECT * FROM jsonb_array_elements(tmp_remove)
        LOOP
            tmp_value =(SELECT jsonb_agg(elem)
            FROM jsonb_array_elements(tmp_value) AS elem
            WHERE elem <> patch_remove);
        END LOOP;

        IF tmp_value IS NULL THEN
            tmp_value = '[]'::jsonb;
        END IF;
    END IF;
    RETURN jsonb_set(retval, location, tmp_value, FALSE);
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_remove_key(jsonb, text[], text)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    _key ALIAS FOR $3;
    tmp_value jsonb;
    tmp_remove jsonb;
    patch_remove jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'object' THEN
        RETURN jsonb_set(retval, location, tmp_value - _key, FALSE);
    END IF;
    RETURN retval;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_jsonb_patch(jsonb, jsonb)
    RETURNS jsonb
    LANGUAGE plpgsql
AS $function$
DECLARE
    retval ALIAS FOR $1;
    patchset ALIAS FOR $2;
    patch jsonb;
    patch_path text[];
    patch_expression jsonb;
    value jsonb;
BEGIN
    FOR patch IN SELECT * from jsonb_array_elements(patchset)
    LOOP
        patch_path = eldercare.mt_jsonb_path_to_array((patch->>'path')::text, '\.');

        patch_expression = null;
        IF (patch->>'type') IN ('remove', 'append_if_not_exists', 'insert_if_not_exists') AND (patch->>'expression') IS NOT NULL THEN
            patch_expression = jsonb_path_query_array(retval #> patch_path, (patch->>'expression')::jsonpath);
        END IF;

        CASE patch->>'type'
            WHEN 'set' THEN
                retval = jsonb_set(retval, patch_path, (patch->'value')::jsonb, TRUE);
            WHEN 'delete' THEN
                retval = retval#-patch_path;
            WHEN 'append' THEN
                retval = eldercare.mt_jsonb_append(retval, patch_path, (patch->'value')::jsonb, FALSE);
            WHEN 'append_if_not_exists' THEN
                retval = eldercare.mt_jsonb_append(retval, patch_path, (patch->'value')::jsonb, TRUE, patch_expression);
            WHEN 'append_key_value' THEN
                retval = eldercare.mt_jsonb_append_key_value(retval, patch_path, (patch->'key_value')::jsonb, FALSE);
            WHEN 'append_key_value_if_not_exists' THEN
                retval = eldercare.mt_jsonb_append_key_value(retval, patch_path, (patch->'key_value')::jsonb, TRUE);
            WHEN 'insert' THEN
                retval = eldercare.mt_jsonb_insert(retval, patch_path, (patch->'value')::jsonb, (patch->>'index')::integer, FALSE);
            WHEN 'insert_if_not_exists' THEN
                retval = eldercare.mt_jsonb_insert(retval, patch_path, (patch->'value')::jsonb, (patch->>'index')::integer, TRUE, patch_expression);
            WHEN 'remove' THEN
                retval = eldercare.mt_jsonb_remove(retval, patch_path, COALESCE(patch_expression, (patch->'value')::jsonb));
            WHEN 'remove_key' THEN
                retval = eldercare.mt_jsonb_remove_key(retval, patch_path, (patch->>'key'));
            WHEN 'duplicate' THEN
                retval = eldercare.mt_jsonb_duplicate(retval, patch_path, (patch->'targets')::jsonb);
            WHEN 'rename' THEN
                retval = eldercare.mt_jsonb_move(retval, patch_path, (patch->>'to')::text);
            WHEN 'increment' THEN
                retval = eldercare.mt_jsonb_increment(retval, patch_path, (patch->>'increment')::numeric);
            WHEN 'increment_float' THEN
                retval = eldercare.mt_jsonb_increment(retval, patch_path, (patch->>'increment')::numeric);
            ELSE NULL;
        END CASE;
    END LOOP;
    RETURN retval;
END;
$function$;


CREATE
OR REPLACE FUNCTION eldercare.mt_safe_unaccent(use_unaccent BOOLEAN, word TEXT)
        RETURNS TEXT
        LANGUAGE plpgsql
        IMMUTABLE STRICT
AS $function$
BEGIN
IF use_unaccent THEN
    RETURN public.unaccent(word);
ELSE
    RETURN word;
END IF;
END;
$function$;


CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE IF NOT EXISTS eldercare.claims (
    tenant_id    text       NOT NULL,
    kind         text       NOT NULL,
    subject      uuid       NOT NULL,
    slot         integer    NOT NULL,
    holder       uuid       NOT NULL,
CONSTRAINT pk_claims PRIMARY KEY (tenant_id, kind, subject, slot)
);
CREATE TABLE IF NOT EXISTS eldercare.receipts (
    tenant_id       text           NOT NULL,
    key             text           NOT NULL,
    command         text           NOT NULL,
    fingerprint     bigint         NOT NULL,
    refusal         text           NULL,
    refusal_data    jsonb          NULL,
    at              timestamptz    NOT NULL,
CONSTRAINT pk_receipts PRIMARY KEY (tenant_id, key)
);
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE IF NOT EXISTS eldercare.spans (
    tenant_id    text    NOT NULL,
    kind         text    NOT NULL,
    subject      uuid    NOT NULL,
    starts_on    date    NOT NULL,
    ends_on      date    NULL,
    holder       uuid    NOT NULL,
CONSTRAINT pk_spans PRIMARY KEY (tenant_id, kind, subject, starts_on)
);
ALTER TABLE eldercare.spans ADD CONSTRAINT spans_never_overlap EXCLUDE USING gist
    (tenant_id WITH =, kind WITH =, subject WITH =, daterange(starts_on, ends_on) WITH &&);
CREATE TABLE IF NOT EXISTS eldercare.elders (
    tenant_id          text    NOT NULL,
    elder              uuid    NOT NULL,
    name               text    NOT NULL,
    identity_number    text    NOT NULL,
    phone              text    NULL,
    address            text    NULL,
    district           text    NOT NULL,
    born_on            date    NOT NULL,
    gender             text    NOT NULL,
    care_level         text    NULL,
    died_on            date    NULL,
    erased_on          date    NULL,
    search_key         text    NULL,
CONSTRAINT pk_elders PRIMARY KEY (tenant_id, elder)
);

CREATE INDEX ix_elders_phone ON eldercare.elders USING btree (tenant_id, phone);

CREATE INDEX ix_elders_born_on ON eldercare.elders USING btree (tenant_id, born_on);

CREATE UNIQUE INDEX ix_elders_identity_number ON eldercare.elders USING btree (tenant_id, identity_number);

CREATE INDEX ix_elders_search_key ON eldercare.elders USING gin (search_key gin_trgm_ops);
CREATE TABLE IF NOT EXISTS eldercare.elder_entitlements (
    tenant_id      text       NOT NULL,
    elder          uuid       NOT NULL,
    held           jsonb      NOT NULL,
    local_hukou    boolean    NOT NULL,
CONSTRAINT pk_elder_entitlements PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.elder_contacts (
    tenant_id    text     NOT NULL,
    elder        uuid     NOT NULL,
    contacts     jsonb    NOT NULL,
CONSTRAINT pk_elder_contacts PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.elder_preferences (
    tenant_id      text                      NOT NULL,
    elder          uuid                      NOT NULL,
    language       text                      NOT NULL,
    quiet_from     time without time zone    NULL,
    quiet_until    time without time zone    NULL,
CONSTRAINT pk_elder_preferences PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.elder_consents (
    tenant_id    text     NOT NULL,
    elder        uuid     NOT NULL,
    given        jsonb    NOT NULL,
    withdrawn    jsonb    NOT NULL,
CONSTRAINT pk_elder_consents PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.acting_for (
    tenant_id       text    NOT NULL,
    acting          uuid    NOT NULL,
    elder           uuid    NOT NULL,
    holder          text    NOT NULL,
    relation        text    NOT NULL,
    first_day       date    NOT NULL,
    last_day        date    NULL,
    withdrawn_on    date    NULL,
CONSTRAINT pk_acting_for PRIMARY KEY (tenant_id, acting)
);

CREATE INDEX ix_acting_for_holder ON eldercare.acting_for USING btree (tenant_id, holder);

CREATE INDEX ix_acting_for_elder ON eldercare.acting_for USING btree (tenant_id, elder);
CREATE TABLE IF NOT EXISTS eldercare.elder_cards (
    tenant_id     text           NOT NULL,
    card          uuid           NOT NULL,
    elder         uuid           NOT NULL,
    issued_at     timestamptz    NOT NULL,
    revoked_at    timestamptz    NULL,
CONSTRAINT pk_elder_cards PRIMARY KEY (tenant_id, card)
);

CREATE INDEX ix_elder_cards_elder ON eldercare.elder_cards USING btree (tenant_id, elder);
CREATE TABLE IF NOT EXISTS eldercare.diner_profiles (
    tenant_id          text     NOT NULL,
    elder              uuid     NOT NULL,
    food               text     NOT NULL,
    drink              text     NOT NULL,
    allergens          jsonb    NOT NULL,
    other_allergens    jsonb    NOT NULL,
    diets              jsonb    NOT NULL,
CONSTRAINT pk_diner_profiles PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.file_reads (
    tenant_id    text           NOT NULL,
    elder        uuid           NOT NULL,
    id           uuid           NOT NULL,
    at           timestamptz    NOT NULL,
    reader       text           NOT NULL,
    roles        jsonb          NOT NULL,
    site         uuid           NULL,
    district     text           NULL,
    parts        jsonb          NOT NULL,
    door         text           NOT NULL,
    request      text           NULL,
CONSTRAINT pk_file_reads PRIMARY KEY (tenant_id, elder, id)
);
CREATE TABLE IF NOT EXISTS eldercare.accounts (
    tenant_id        text           NOT NULL,
    account          uuid           NOT NULL,
    username         text           NOT NULL,
    password_hash    text           NOT NULL,
    must_change      boolean        NOT NULL,
    roles            text           NOT NULL,
    district         text           NULL,
    site             uuid           NULL,
    elder            uuid           NULL,
    disabled         boolean        NOT NULL,
    epoch            integer        NOT NULL,
    factor_epoch     integer        NOT NULL,
    ended_at         timestamptz    NOT NULL,
CONSTRAINT pk_accounts PRIMARY KEY (tenant_id, account)
);

CREATE INDEX ix_accounts_ended_at ON eldercare.accounts USING btree (tenant_id, ended_at);

CREATE INDEX ix_accounts_elder ON eldercare.accounts USING btree (tenant_id, elder);

CREATE UNIQUE INDEX ix_accounts_username ON eldercare.accounts USING btree (tenant_id, username);
CREATE TABLE IF NOT EXISTS eldercare.entitlement_decisions (
    tenant_id      text           NOT NULL,
    elder          uuid           NOT NULL,
    entitlement    text           NOT NULL,
    category       text           NOT NULL,
    first_day      date           NOT NULL,
    last_day       date           NULL,
    evidence       jsonb          NOT NULL,
    reason         text           NULL,
    decided_by     text           NULL,
    decided_at     timestamptz    NOT NULL,
    ended          jsonb          NULL,
CONSTRAINT pk_entitlement_decisions PRIMARY KEY (tenant_id, elder, entitlement)
);
CREATE TABLE IF NOT EXISTS eldercare.point_kitchens (
    tenant_id    text    NOT NULL,
    point        uuid    NOT NULL,
    kitchen      uuid    NULL,
CONSTRAINT pk_point_kitchens PRIMARY KEY (tenant_id, point)
);

CREATE INDEX ix_point_kitchens_kitchen ON eldercare.point_kitchens USING btree (tenant_id, kitchen);
CREATE TABLE IF NOT EXISTS eldercare.dishes (
    tenant_id    text       NOT NULL,
    dish         uuid       NOT NULL,
    kitchen      uuid       NOT NULL,
    spec         jsonb      NOT NULL,
    retired      boolean    NOT NULL,
CONSTRAINT pk_dishes PRIMARY KEY (tenant_id, dish)
);

CREATE INDEX ix_dishes_kitchen ON eldercare.dishes USING btree (tenant_id, kitchen);
CREATE TABLE IF NOT EXISTS eldercare.menu_meals (
    tenant_id    text       NOT NULL,
    kitchen      uuid       NOT NULL,
    slot         integer    NOT NULL,
    date         date       NOT NULL,
    meal         text       NOT NULL,
    sets         jsonb      NOT NULL,
CONSTRAINT pk_menu_meals PRIMARY KEY (tenant_id, kitchen, slot)
);
CREATE TABLE IF NOT EXISTS eldercare.meal_point_boards (
    tenant_id           text                NOT NULL,
    point               uuid                NOT NULL,
    name                text                NOT NULL,
    district            text                NOT NULL,
    address             text                NOT NULL,
    latitude            double precision    NOT NULL,
    longitude           double precision    NOT NULL,
    suspended           boolean             NOT NULL,
    suspended_reason    text                NULL,
    sequence            bigint              NOT NULL,
CONSTRAINT pk_meal_point_boards PRIMARY KEY (tenant_id, point)
);

CREATE INDEX ix_meal_point_boards_district ON eldercare.meal_point_boards USING btree (tenant_id, district);
CREATE TABLE IF NOT EXISTS eldercare.sitting_boards (
    tenant_id         text           NOT NULL,
    sitting           uuid           NOT NULL,
    point             uuid           NOT NULL,
    district          text           NOT NULL,
    date              date           NOT NULL,
    meal              text           NOT NULL,
    capacity          integer        NOT NULL,
    booked            integer        NOT NULL,
    served            integer        NOT NULL,
    no_shows          integer        NOT NULL,
    walk_in_buffer    integer        NOT NULL,
    walk_ins          integer        NOT NULL,
    cancelled         integer        NOT NULL,
    cut_off           timestamptz    NOT NULL,
    served_from       timestamptz    NOT NULL,
    served_until      timestamptz    NOT NULL,
    offered           integer        NOT NULL,
    waiting           integer        NOT NULL,
    closed            boolean        NOT NULL,
    sequence          bigint         NOT NULL,
    price             bigint         NULL,
    delivery_fee      bigint         NULL,
CONSTRAINT pk_sitting_boards PRIMARY KEY (tenant_id, sitting)
);

CREATE INDEX ix_sitting_boards_point_date ON eldercare.sitting_boards USING btree (tenant_id, point, date);

CREATE INDEX ix_sitting_boards_date_district ON eldercare.sitting_boards USING btree (tenant_id, date, district);
CREATE TABLE IF NOT EXISTS eldercare.district_days (
    tenant_id    text       NOT NULL,
    district     text       NOT NULL,
    date         date       NOT NULL,
    sittings     integer    NOT NULL,
    capacity     integer    NOT NULL,
    booked       integer    NOT NULL,
    served       integer    NOT NULL,
    no_shows     integer    NOT NULL,
    walk_ins     integer    NOT NULL,
    cancelled    integer    NOT NULL,
CONSTRAINT pk_district_days PRIMARY KEY (tenant_id, district, date)
);

CREATE INDEX ix_district_days_date ON eldercare.district_days USING btree (tenant_id, date);
CREATE TABLE IF NOT EXISTS eldercare.waiting_entries (
    tenant_id        text           NOT NULL,
    sitting          uuid           NOT NULL,
    elder            uuid           NOT NULL,
    channel          text           NOT NULL,
    joined           bigint         NOT NULL,
    joined_at        timestamptz    NOT NULL,
    offered_until    timestamptz    NULL,
    freed_by         text           NULL,
CONSTRAINT pk_waiting_entries PRIMARY KEY (tenant_id, sitting, elder)
);

CREATE INDEX ix_waiting_entries_elder ON eldercare.waiting_entries USING btree (tenant_id, elder);

CREATE INDEX ix_waiting_entries_sitting_joined ON eldercare.waiting_entries USING btree (tenant_id, sitting, joined);
CREATE TABLE IF NOT EXISTS eldercare.portion_conflicts (
    tenant_id          text           NOT NULL,
    sitting            uuid           NOT NULL,
    elder              uuid           NOT NULL,
    elsewhere          uuid           NOT NULL,
    served_at          timestamptz    NOT NULL,
    device             text           NULL,
    device_sequence    bigint         NULL,
    first_served_at    timestamptz    NULL,
    first_device       text           NULL,
    first_sequence     bigint         NULL,
    found              bigint         NOT NULL,
    found_at           timestamptz    NOT NULL,
CONSTRAINT pk_portion_conflicts PRIMARY KEY (tenant_id, sitting, elder)
);

CREATE INDEX ix_portion_conflicts_found ON eldercare.portion_conflicts USING btree (tenant_id, found);
CREATE TABLE IF NOT EXISTS eldercare.settled_portion_conflicts (
    tenant_id     text           NOT NULL,
    sitting       uuid           NOT NULL,
    found         bigint         NOT NULL,
    elder         uuid           NOT NULL,
    elsewhere     uuid           NOT NULL,
    conflict      jsonb          NOT NULL,
    settled_at    timestamptz    NOT NULL,
    settled_by    text           NULL,
    how           text           NOT NULL,
    note          text           NULL,
CONSTRAINT pk_settled_portion_conflicts PRIMARY KEY (tenant_id, sitting, found)
);

CREATE INDEX ix_settled_portion_conflicts_found ON eldercare.settled_portion_conflicts USING btree (tenant_id, found);
CREATE TABLE IF NOT EXISTS eldercare.settlements (
    tenant_id     text           NOT NULL,
    settlement    uuid           NOT NULL,
    point         uuid           NOT NULL,
    district      text           NOT NULL,
    month         integer        NOT NULL,
    lines         jsonb          NOT NULL,
    frozen        boolean        NOT NULL,
    frozen_by     text           NULL,
    frozen_at     timestamptz    NULL,
    sequence      bigint         NOT NULL,
CONSTRAINT pk_settlements PRIMARY KEY (tenant_id, settlement)
);

CREATE INDEX ix_settlements_month_district ON eldercare.settlements USING btree (tenant_id, month, district);
CREATE TABLE IF NOT EXISTS eldercare.delivery_runs (
    tenant_id      text           NOT NULL,
    run            uuid           NOT NULL,
    sitting        uuid           NOT NULL,
    point          uuid           NOT NULL,
    date           date           NOT NULL,
    meal           text           NOT NULL,
    number         integer        NOT NULL,
    driver         text           NULL,
    started_at     timestamptz    NULL,
    stops          integer        NOT NULL,
    delivered      integer        NOT NULL,
    not_at_home    integer        NOT NULL,
    refused        integer        NOT NULL,
CONSTRAINT pk_delivery_runs PRIMARY KEY (tenant_id, run)
);

CREATE INDEX ix_delivery_runs_point_date ON eldercare.delivery_runs USING btree (tenant_id, point, date);

CREATE INDEX ix_delivery_runs_sitting ON eldercare.delivery_runs USING btree (tenant_id, sitting);
CREATE TABLE IF NOT EXISTS eldercare.delivery_stops (
    tenant_id       text           NOT NULL,
    sitting         uuid           NOT NULL,
    elder           uuid           NOT NULL,
    run             uuid           NOT NULL,
    place           integer        NOT NULL,
    window_from     timestamptz    NOT NULL,
    window_until    timestamptz    NOT NULL,
    state           text           NOT NULL,
    at              timestamptz    NULL,
    cancelled       boolean        NOT NULL,
CONSTRAINT pk_delivery_stops PRIMARY KEY (tenant_id, sitting, elder)
);

CREATE INDEX ix_delivery_stops_run_place ON eldercare.delivery_stops USING btree (tenant_id, run, place);
CREATE TABLE IF NOT EXISTS eldercare.welfare_alerts (
    tenant_id          text           NOT NULL,
    alert              uuid           NOT NULL,
    elder              uuid           NOT NULL,
    run                uuid           NOT NULL,
    point              uuid           NOT NULL,
    district           text           NOT NULL,
    raised_at          timestamptz    NOT NULL,
    escalates_at       timestamptz    NOT NULL,
    escalated_at       timestamptz    NULL,
    open               boolean        NOT NULL,
    finding            text           NULL,
    source             text           NULL,
    settled_at         timestamptz    NULL,
    settled_by         text           NULL,
    looked_after_by    text           NULL,
    urgency            integer        NULL,
CONSTRAINT pk_welfare_alerts PRIMARY KEY (tenant_id, alert)
);

CREATE INDEX ix_welfare_alerts_point_urgency_raised_at ON eldercare.welfare_alerts USING btree (tenant_id, point, urgency, raised_at);

CREATE INDEX ix_welfare_alerts_district_urgency_raised_at ON eldercare.welfare_alerts USING btree (tenant_id, district, urgency, raised_at);

CREATE INDEX ix_welfare_alerts_urgency_raised_at ON eldercare.welfare_alerts USING btree (tenant_id, urgency, raised_at);
CREATE TABLE IF NOT EXISTS eldercare.dish_checks (
    tenant_id    text       NOT NULL,
    sitting      uuid       NOT NULL,
    point        uuid       NOT NULL,
    date         date       NOT NULL,
    meal         text       NOT NULL,
    diners       jsonb      NOT NULL,
    clashes      jsonb      NOT NULL,
    open         integer    NOT NULL,
CONSTRAINT pk_dish_checks PRIMARY KEY (tenant_id, sitting)
);

CREATE INDEX ix_dish_checks_point_date ON eldercare.dish_checks USING btree (tenant_id, point, date);
CREATE TABLE IF NOT EXISTS eldercare.frozen_sheets (
    tenant_id         text     NOT NULL,
    sitting           uuid     NOT NULL,
    kitchen           uuid     NULL,
    walk_in_dishes    jsonb    NOT NULL,
CONSTRAINT pk_frozen_sheets PRIMARY KEY (tenant_id, sitting)
);
CREATE TABLE IF NOT EXISTS eldercare.planned_trays (
    tenant_id    text     NOT NULL,
    sitting      uuid     NOT NULL,
    elder        uuid     NOT NULL,
    dishes       jsonb    NOT NULL,
CONSTRAINT pk_planned_trays PRIMARY KEY (tenant_id, sitting, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.eaten_meals (
    tenant_id    text           NOT NULL,
    elder        uuid           NOT NULL,
    sitting      uuid           NOT NULL,
    point        uuid           NOT NULL,
    date         date           NOT NULL,
    meal         text           NOT NULL,
    served_at    timestamptz    NOT NULL,
CONSTRAINT pk_eaten_meals PRIMARY KEY (tenant_id, elder, sitting)
);

CREATE INDEX ix_eaten_meals_sitting ON eldercare.eaten_meals USING btree (tenant_id, sitting);
CREATE TABLE IF NOT EXISTS eldercare.food_samples (
    tenant_id         text                NOT NULL,
    sample            uuid                NOT NULL,
    sitting           uuid                NOT NULL,
    point             uuid                NOT NULL,
    date              date                NOT NULL,
    meal              text                NOT NULL,
    dish              uuid                NOT NULL,
    grams             integer             NOT NULL,
    taken_at          timestamptz         NOT NULL,
    keep_until        timestamptz         NOT NULL,
    fridge_celsius    double precision    NOT NULL,
    box               text                NOT NULL,
    discarded_at      timestamptz         NULL,
CONSTRAINT pk_food_samples PRIMARY KEY (tenant_id, sample)
);

CREATE INDEX ix_food_samples_sitting ON eldercare.food_samples USING btree (tenant_id, sitting);

CREATE INDEX ix_food_samples_point_keep_until ON eldercare.food_samples USING btree (tenant_id, point, keep_until);
CREATE TABLE IF NOT EXISTS eldercare.standing_order_boards (
    tenant_id         text       NOT NULL,
    standing_order    uuid       NOT NULL,
    elder             uuid       NOT NULL,
    lines             jsonb      NOT NULL,
    begins            date       NOT NULL,
    last_day          date       NULL,
    pauses            jsonb      NOT NULL,
    ended             boolean    NOT NULL,
CONSTRAINT pk_standing_order_boards PRIMARY KEY (tenant_id, standing_order)
);

CREATE INDEX ix_standing_order_boards_elder ON eldercare.standing_order_boards USING btree (tenant_id, elder);
CREATE TABLE IF NOT EXISTS eldercare.standing_order_lines (
    tenant_id         text       NOT NULL,
    standing_order    uuid       NOT NULL,
    nr                integer    NOT NULL,
    elder             uuid       NOT NULL,
    point             uuid       NOT NULL,
    weekdays          integer    NOT NULL,
    meal              text       NOT NULL,
    begins            date       NOT NULL,
    last_day          date       NULL,
    pauses            jsonb      NOT NULL,
CONSTRAINT pk_standing_order_lines PRIMARY KEY (tenant_id, standing_order, nr)
);

CREATE INDEX ix_standing_order_lines_point_standing_order_nr ON eldercare.standing_order_lines USING btree (tenant_id, point, standing_order, nr);
CREATE TABLE IF NOT EXISTS eldercare.standing_order_misses (
    tenant_id         text           NOT NULL,
    item              uuid           NOT NULL,
    standing_order    uuid           NOT NULL,
    elder             uuid           NOT NULL,
    point             uuid           NOT NULL,
    district          text           NOT NULL,
    date              date           NOT NULL,
    meal              text           NOT NULL,
    reason            text           NOT NULL,
    since             timestamptz    NOT NULL,
    state             text           NOT NULL,
    certain_at        timestamptz    NULL,
    failed_at         timestamptz    NULL,
    action            text           NULL,
    note              text           NULL,
    settled_at        timestamptz    NULL,
    settled_by        text           NULL,
CONSTRAINT pk_standing_order_misses PRIMARY KEY (tenant_id, item)
);

CREATE INDEX ix_standing_order_misses_standing_order ON eldercare.standing_order_misses USING btree (tenant_id, standing_order);

CREATE INDEX ix_standing_order_misses_date_point ON eldercare.standing_order_misses USING btree (tenant_id, date, point);
CREATE TABLE IF NOT EXISTS eldercare.meal_point_closed_days (
    tenant_id    text     NOT NULL,
    point        uuid     NOT NULL,
    date         date     NOT NULL,
    meals        jsonb    NOT NULL,
    reason       text     NOT NULL,
CONSTRAINT pk_meal_point_closed_days PRIMARY KEY (tenant_id, point, date)
);

CREATE INDEX ix_meal_point_closed_days_date ON eldercare.meal_point_closed_days USING btree (tenant_id, date);
CREATE TABLE IF NOT EXISTS eldercare.displaced_bookings (
    tenant_id       text           NOT NULL,
    item            uuid           NOT NULL,
    sitting         uuid           NOT NULL,
    elder           uuid           NOT NULL,
    point           uuid           NOT NULL,
    district        text           NOT NULL,
    date            date           NOT NULL,
    meal            text           NOT NULL,
    cause           text           NOT NULL,
    cut_off         timestamptz    NOT NULL,
    since           timestamptz    NOT NULL,
    state           text           NOT NULL,
    escalated_at    timestamptz    NULL,
    moved_to        uuid           NULL,
    settled_at      timestamptz    NULL,
    settled_by      text           NULL,
CONSTRAINT pk_displaced_bookings PRIMARY KEY (tenant_id, item)
);

CREATE INDEX ix_displaced_bookings_point_date ON eldercare.displaced_bookings USING btree (tenant_id, point, date);

CREATE INDEX ix_displaced_bookings_state_date ON eldercare.displaced_bookings USING btree (tenant_id, state, date);
CREATE TABLE IF NOT EXISTS eldercare.offer_refusals (
    tenant_id    text     NOT NULL,
    elder        uuid     NOT NULL,
    refusals     jsonb    NOT NULL,
CONSTRAINT pk_offer_refusals PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.home_boards (
    tenant_id    text                NOT NULL,
    home         uuid                NOT NULL,
    name         text                NOT NULL,
    district     text                NOT NULL,
    address      text                NOT NULL,
    latitude     double precision    NOT NULL,
    longitude    double precision    NOT NULL,
    operator     text                NOT NULL,
    beds         integer             NOT NULL,
    ready        integer             NOT NULL,
    held         integer             NOT NULL,
    reserved     integer             NOT NULL,
    occupied     integer             NOT NULL,
    on_leave     integer             NOT NULL,
    to_clean     integer             NOT NULL,
    closed       integer             NOT NULL,
    sequence     bigint              NOT NULL,
    phone        text                NULL,
CONSTRAINT pk_home_boards PRIMARY KEY (tenant_id, home)
);

CREATE INDEX ix_home_boards_district ON eldercare.home_boards USING btree (tenant_id, district);
CREATE TABLE IF NOT EXISTS eldercare.bed_boards (
    tenant_id             text           NOT NULL,
    bed                   uuid           NOT NULL,
    home                  uuid           NOT NULL,
    district              text           NOT NULL,
    room                  uuid           NOT NULL,
    room_number           text           NOT NULL,
    number                text           NOT NULL,
    kind                  text           NOT NULL,
    gender_rule           text           NOT NULL,
    highest_care_level    text           NOT NULL,
    state                 text           NOT NULL,
    elder                 uuid           NULL,
    application           uuid           NULL,
    held_until            timestamptz    NULL,
    since                 date           NULL,
    sequence              bigint         NOT NULL,
    closure               text           NULL,
    equipment             jsonb          NULL,
    prices                jsonb          NULL,
    terms                 jsonb          NULL,
    returned              boolean        NULL,
CONSTRAINT pk_bed_boards PRIMARY KEY (tenant_id, bed)
);

CREATE INDEX ix_bed_boards_home ON eldercare.bed_boards USING btree (tenant_id, home);

CREATE INDEX ix_bed_boards_kind_state ON eldercare.bed_boards USING btree (tenant_id, kind, state);
CREATE TABLE IF NOT EXISTS eldercare.rooms (
    tenant_id      text       NOT NULL,
    room           uuid       NOT NULL,
    home           uuid       NOT NULL,
    number         text       NOT NULL,
    gender_rule    text       NOT NULL,
    building       text       NULL,
    floor          integer    NULL,
CONSTRAINT pk_rooms PRIMARY KEY (tenant_id, room)
);

CREATE INDEX ix_rooms_home ON eldercare.rooms USING btree (tenant_id, home);
CREATE TABLE IF NOT EXISTS eldercare.home_certificates (
    tenant_id            text           NOT NULL,
    id                   uuid           NOT NULL,
    home                 uuid           NOT NULL,
    kind                 text           NOT NULL,
    number               text           NOT NULL,
    issued_on            date           NOT NULL,
    valid_from           date           NOT NULL,
    valid_until          date           NULL,
    ends_on              date           NULL,
    withdrawn_because    text           NULL,
    recorded_at          timestamptz    NOT NULL,
    recorded_by          text           NULL,
    withdrawn_at         timestamptz    NULL,
CONSTRAINT pk_home_certificates PRIMARY KEY (tenant_id, id)
);

CREATE INDEX ix_home_certificates_home_kind ON eldercare.home_certificates USING btree (tenant_id, home, kind);
CREATE TABLE IF NOT EXISTS eldercare.home_changes (
    tenant_id    text           NOT NULL,
    home         uuid           NOT NULL,
    sequence     bigint         NOT NULL,
    kind         text           NOT NULL,
    at           timestamptz    NOT NULL,
    by           text           NULL,
    room         uuid           NULL,
    bed          uuid           NULL,
    now          jsonb          NOT NULL,
CONSTRAINT pk_home_changes PRIMARY KEY (tenant_id, home, sequence)
);
CREATE TABLE IF NOT EXISTS eldercare.bed_stays (
    tenant_id      text           NOT NULL,
    bed            uuid           NOT NULL,
    nr             integer        NOT NULL,
    home           uuid           NOT NULL,
    elder          uuid           NOT NULL,
    began          date           NOT NULL,
    ended          date           NULL,
    known_from     timestamptz    NOT NULL,
    known_until    timestamptz    NULL,
CONSTRAINT pk_bed_stays PRIMARY KEY (tenant_id, bed, nr)
);

CREATE INDEX ix_bed_stays_home ON eldercare.bed_stays USING btree (tenant_id, home);

CREATE INDEX ix_bed_stays_elder ON eldercare.bed_stays USING btree (tenant_id, elder);
CREATE TABLE IF NOT EXISTS eldercare.bed_states (
    tenant_id        text           NOT NULL,
    bed              uuid           NOT NULL,
    nr               integer        NOT NULL,
    home             uuid           NOT NULL,
    state            text           NOT NULL,
    since            timestamptz    NOT NULL,
    until            timestamptz    NULL,
    kind             text           NULL,
    free_on          date           NULL,
    kept_until       date           NULL,
    promised_from    date           NULL,
CONSTRAINT pk_bed_states PRIMARY KEY (tenant_id, bed, nr)
);

CREATE INDEX ix_bed_states_home ON eldercare.bed_states USING btree (tenant_id, home);

CREATE INDEX ix_bed_states_until ON eldercare.bed_states USING btree (tenant_id, until);
CREATE TABLE IF NOT EXISTS eldercare.bed_tracks (
    tenant_id    text       NOT NULL,
    bed          uuid       NOT NULL,
    home         uuid       NOT NULL,
    state        text       NOT NULL,
    states       integer    NOT NULL,
    stays        integer    NOT NULL,
    live         jsonb      NOT NULL,
    promised     jsonb      NULL,
CONSTRAINT pk_bed_tracks PRIMARY KEY (tenant_id, bed)
);
CREATE TABLE IF NOT EXISTS eldercare.queue_entries (
    tenant_id          text           NOT NULL,
    application        uuid           NOT NULL,
    elder              uuid           NOT NULL,
    lane               text           NOT NULL,
    kind               text           NOT NULL,
    applied_at         timestamptz    NOT NULL,
    state              text           NOT NULL,
    offered_bed        uuid           NULL,
    offer_until        timestamptz    NULL,
    lane_code          text           NOT NULL,
    rank               integer        NOT NULL,
    order_in_lane      integer        NOT NULL,
    rule               text           NOT NULL,
    policy             text           NOT NULL,
    policy_version     integer        NOT NULL,
    homes              jsonb          NOT NULL,
    districts          jsonb          NOT NULL,
    eligibility_due    date           NULL,
    assessment_due     date           NULL,
    admission_due      date           NULL,
    eligible           boolean        NULL,
    assessed_on        date           NULL,
    barred_until       date           NULL,
    moved              jsonb          NULL,
    offers             integer        NULL,
    next_due           date           NULL,
CONSTRAINT pk_queue_entries PRIMARY KEY (tenant_id, application)
);

CREATE INDEX ix_queue_entries_elder ON eldercare.queue_entries USING btree (tenant_id, elder);

CREATE INDEX ix_queue_entries_state_kind_rank_order_in_lane_applied_at ON eldercare.queue_entries USING btree (tenant_id, state, kind, rank, order_in_lane, applied_at);

CREATE INDEX ix_queue_entries_next_due ON eldercare.queue_entries USING btree (tenant_id, next_due);
CREATE TABLE IF NOT EXISTS eldercare.bed_offers (
    tenant_id      text           NOT NULL,
    application    uuid           NOT NULL,
    nr             integer        NOT NULL,
    bed            uuid           NOT NULL,
    home           uuid           NOT NULL,
    elder          uuid           NOT NULL,
    offered_at     timestamptz    NOT NULL,
    until          timestamptz    NOT NULL,
    by_itself      boolean        NOT NULL,
    state          text           NOT NULL,
    reason         text           NULL,
    answered_at    timestamptz    NULL,
CONSTRAINT pk_bed_offers PRIMARY KEY (tenant_id, application, nr)
);

CREATE INDEX ix_bed_offers_bed ON eldercare.bed_offers USING btree (tenant_id, bed);
CREATE TABLE IF NOT EXISTS eldercare.waiting_times (
    tenant_id      text           NOT NULL,
    application    uuid           NOT NULL,
    nr             integer        NOT NULL,
    elder          uuid           NOT NULL,
    kind           text           NOT NULL,
    lane           text           NOT NULL,
    lane_code      text           NOT NULL,
    rank           integer        NOT NULL,
    applied_at     timestamptz    NOT NULL,
    since          timestamptz    NOT NULL,
    known_from     timestamptz    NOT NULL,
    until          timestamptz    NULL,
    admitted_on    date           NULL,
CONSTRAINT pk_waiting_times PRIMARY KEY (tenant_id, application, nr)
);

CREATE INDEX ix_waiting_times_until ON eldercare.waiting_times USING btree (tenant_id, until);

CREATE INDEX ix_waiting_times_admitted_on ON eldercare.waiting_times USING btree (tenant_id, admitted_on);
CREATE TABLE IF NOT EXISTS eldercare.waiting_tracks (
    tenant_id      text       NOT NULL,
    application    uuid       NOT NULL,
    lanes          integer    NOT NULL,
CONSTRAINT pk_waiting_tracks PRIMARY KEY (tenant_id, application)
);
CREATE TABLE IF NOT EXISTS eldercare.offer_news (
    tenant_id    text      NOT NULL,
    of           text      NOT NULL,
    sequence     bigint    NOT NULL,
CONSTRAINT pk_offer_news PRIMARY KEY (tenant_id, of)
);
CREATE TABLE IF NOT EXISTS eldercare.charged_beds (
    tenant_id    text      NOT NULL,
    bed          uuid      NOT NULL,
    home         uuid      NOT NULL,
    district     text      NOT NULL,
    kinds        jsonb     NOT NULL,
    prices       jsonb     NOT NULL,
    stays        jsonb     NOT NULL,
    sequence     bigint    NOT NULL,
CONSTRAINT pk_charged_beds PRIMARY KEY (tenant_id, bed)
);

CREATE INDEX ix_charged_beds_home ON eldercare.charged_beds USING btree (tenant_id, home);
CREATE TABLE IF NOT EXISTS eldercare.charged_persons (
    tenant_id    text      NOT NULL,
    elder        uuid      NOT NULL,
    levels       jsonb     NOT NULL,
    sequence     bigint    NOT NULL,
CONSTRAINT pk_charged_persons PRIMARY KEY (tenant_id, elder)
);
CREATE TABLE IF NOT EXISTS eldercare.stay_rates (
    tenant_id    text      NOT NULL,
    key          uuid      NOT NULL,
    home         uuid      NULL,
    lists        jsonb     NOT NULL,
    sequence     bigint    NOT NULL,
CONSTRAINT pk_stay_rates PRIMARY KEY (tenant_id, key)
);
CREATE TABLE IF NOT EXISTS eldercare.stay_charges (
    tenant_id    text           NOT NULL,
    home         uuid           NOT NULL,
    month        integer        NOT NULL,
    district     text           NOT NULL,
    owed         bigint         NOT NULL,
    seen         bigint         NOT NULL,
    frozen_by    text           NULL,
    frozen_at    timestamptz    NOT NULL,
CONSTRAINT pk_stay_charges PRIMARY KEY (tenant_id, home, month)
);
CREATE TABLE IF NOT EXISTS eldercare.stay_bills (
    tenant_id    text       NOT NULL,
    elder        uuid       NOT NULL,
    home         uuid       NOT NULL,
    month        integer    NOT NULL,
    lines        jsonb      NOT NULL,
CONSTRAINT pk_stay_bills PRIMARY KEY (tenant_id, elder, home, month)
);

CREATE INDEX ix_stay_bills_home_month ON eldercare.stay_bills USING btree (tenant_id, home, month);
CREATE TABLE IF NOT EXISTS eldercare.messages (
    tenant_id     text           NOT NULL,
    id            uuid           NOT NULL,
    elder         uuid           NOT NULL,
    kind          text           NOT NULL,
    language      text           NOT NULL,
    about         jsonb          NOT NULL,
    created_at    timestamptz    NOT NULL,
    due_at        timestamptz    NOT NULL,
    state         text           NOT NULL,
    attempts      integer        NOT NULL,
    reason        text           NULL,
    sent_at       timestamptz    NULL,
CONSTRAINT pk_messages PRIMARY KEY (tenant_id, id)
);

CREATE INDEX ix_messages_elder_created_at_id ON eldercare.messages USING btree (tenant_id, elder, created_at, id);

CREATE INDEX ix_messages_state_due_at ON eldercare.messages USING btree (tenant_id, state, due_at);
CREATE TABLE IF NOT EXISTS eldercare.webhooks (
    tenant_id      text           NOT NULL,
    id             uuid           NOT NULL,
    district       text           NULL,
    url            text           NOT NULL,
    kinds          jsonb          NOT NULL,
    secret         text           NOT NULL,
    old_secret     text           NULL,
    old_until      timestamptz    NULL,
    state          text           NOT NULL,
    state_since    timestamptz    NOT NULL,
    because        text           NULL,
    replay         integer        NOT NULL,
    replay_from    bigint         NOT NULL,
    created_at     timestamptz    NOT NULL,
CONSTRAINT pk_webhooks PRIMARY KEY (tenant_id, id)
);

CREATE INDEX ix_webhooks_district_created_at_id ON eldercare.webhooks USING btree (tenant_id, district, created_at, id);
CREATE TABLE IF NOT EXISTS eldercare.webhook_progress (
    tenant_id            text           NOT NULL,
    webhook              uuid           NOT NULL,
    read_to              bigint         NOT NULL,
    replay               integer        NOT NULL,
    replay_read          bigint         NOT NULL,
    replay_to            bigint         NOT NULL,
    failures_in_a_row    integer        NOT NULL,
    failing_since        timestamptz    NULL,
    resting_until        timestamptz    NULL,
    last_status          integer        NULL,
    last_delivered_at    timestamptz    NULL,
CONSTRAINT pk_webhook_progress PRIMARY KEY (tenant_id, webhook)
);
CREATE TABLE IF NOT EXISTS eldercare.webhook_deliveries (
    tenant_id    text           NOT NULL,
    id           uuid           NOT NULL,
    webhook      uuid           NOT NULL,
    replay       integer        NOT NULL,
    sequence     bigint         NOT NULL,
    stream       uuid           NOT NULL,
    kind         text           NOT NULL,
    state        text           NOT NULL,
    attempts     integer        NOT NULL,
    due_at       timestamptz    NOT NULL,
    status       integer        NULL,
    reason       text           NULL,
CONSTRAINT pk_webhook_deliveries PRIMARY KEY (tenant_id, id)
);

CREATE INDEX ix_webhook_deliveries_webhook_state_replay_sequence ON eldercare.webhook_deliveries USING btree (tenant_id, webhook, state, replay, sequence);

CREATE INDEX ix_webhook_deliveries_webhook_state_stream_replay_sequence ON eldercare.webhook_deliveries USING btree (tenant_id, webhook, state, stream, replay, sequence);
CREATE TABLE IF NOT EXISTS eldercare.city_figures (
    tenant_id    text      NOT NULL,
    name         text      NOT NULL,
    value        bigint    NOT NULL,
CONSTRAINT pk_city_figures PRIMARY KEY (tenant_id, name)
);
CREATE TABLE IF NOT EXISTS eldercare.city_ages (
    tenant_id    text       NOT NULL,
    month        integer    NOT NULL,
    people       integer    NOT NULL,
CONSTRAINT pk_city_ages PRIMARY KEY (tenant_id, month)
);
CREATE TABLE IF NOT EXISTS eldercare.city_homes (
    tenant_id    text       NOT NULL,
    home         uuid       NOT NULL,
    operator     text       NOT NULL,
    beds         integer    NOT NULL,
CONSTRAINT pk_city_homes PRIMARY KEY (tenant_id, home)
);
CREATE TABLE IF NOT EXISTS eldercare.elder_ledger (
    tenant_id     text           NOT NULL,
    elder         uuid           NOT NULL,
    sequence      bigint         NOT NULL,
    kind          text           NOT NULL,
    at            timestamptz    NOT NULL,
    subject       uuid           NULL,
    detail        text           NULL,
    elder_pays    bigint         NULL,
    subsidy       bigint         NULL,
CONSTRAINT pk_elder_ledger PRIMARY KEY (tenant_id, elder, sequence)
);
CREATE TABLE IF NOT EXISTS eldercare.people_days (
    tenant_id        text       NOT NULL,
    cohort           text       NOT NULL,
    on_day           date       NOT NULL,
    district         text       NOT NULL,
    born_in_month    integer    NOT NULL,
    change           integer    NOT NULL,
CONSTRAINT pk_people_days PRIMARY KEY (tenant_id, cohort, on_day)
);
CREATE TABLE IF NOT EXISTS signin.applications (
    id                           text            NOT NULL,
    application_type             varchar(50)     NULL,
    client_id                    varchar(100)    NULL,
    client_secret                text            NULL,
    client_type                  varchar(50)     NULL,
    concurrency_token            varchar(50)     NULL,
    consent_type                 varchar(50)     NULL,
    display_name                 text            NULL,
    display_names                text            NULL,
    json_web_key_set             text            NULL,
    permissions                  text            NULL,
    post_logout_redirect_uris    text            NULL,
    properties                   text            NULL,
    redirect_uris                text            NULL,
    requirements                 text            NULL,
    settings                     text            NULL,
CONSTRAINT pk_signin_applications PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_signin_applications_client_id ON signin.applications USING btree (client_id);
CREATE TABLE IF NOT EXISTS signin.authorizations (
    id                   text            NOT NULL,
    application_id       text            NULL,
    concurrency_token    varchar(50)     NULL,
    creation_date        timestamptz     NULL,
    properties           text            NULL,
    scopes               text            NULL,
    status               varchar(50)     NULL,
    subject              varchar(400)    NULL,
    type                 varchar(50)     NULL,
CONSTRAINT pk_signin_authorizations PRIMARY KEY (id)
);

CREATE INDEX ix_signin_authorizations_application_id_status_subject_type ON signin.authorizations USING btree (application_id, status, subject, type);
CREATE TABLE IF NOT EXISTS signin.scopes (
    id                   text            NOT NULL,
    concurrency_token    varchar(50)     NULL,
    description          text            NULL,
    descriptions         text            NULL,
    display_name         text            NULL,
    display_names        text            NULL,
    name                 varchar(200)    NULL,
    properties           text            NULL,
    resources            text            NULL,
CONSTRAINT pk_signin_scopes PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_signin_scopes_name ON signin.scopes USING btree (name);
CREATE TABLE IF NOT EXISTS signin.tokens (
    id                   text            NOT NULL,
    application_id       text            NULL,
    authorization_id     text            NULL,
    concurrency_token    varchar(50)     NULL,
    creation_date        timestamptz     NULL,
    expiration_date      timestamptz     NULL,
    payload              text            NULL,
    properties           text            NULL,
    redemption_date      timestamptz     NULL,
    reference_id         varchar(100)    NULL,
    status               varchar(50)     NULL,
    subject              varchar(400)    NULL,
    type                 varchar(150)    NULL,
CONSTRAINT pk_signin_tokens PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_signin_tokens_reference_id ON signin.tokens USING btree (reference_id);

CREATE INDEX ix_signin_tokens_authorization_id ON signin.tokens USING btree (authorization_id);

CREATE INDEX ix_signin_tokens_subject ON signin.tokens USING btree (subject);

CREATE INDEX ix_signin_tokens_status_type_expiration_date ON signin.tokens USING btree (status, type, expiration_date);
CREATE TABLE IF NOT EXISTS signin.keys (
    kid           text           NOT NULL,
    created_at    timestamptz    NOT NULL,
    signs_from    timestamptz    NOT NULL,
    secret        bytea          NOT NULL,
CONSTRAINT pk_signin_keys PRIMARY KEY (kid)
);
CREATE TABLE IF NOT EXISTS signin.sessions (
    id                bytea          NOT NULL,
    account           uuid           NOT NULL,
    factor            boolean        NOT NULL,
    epoch             integer        NOT NULL,
    created_at        timestamptz    NOT NULL,
    expires_at        timestamptz    NOT NULL,
    pending_secret    bytea          NULL,
    authorizations    text[]         NOT NULL,
CONSTRAINT pk_signin_sessions PRIMARY KEY (id)
);
CREATE TABLE IF NOT EXISTS signin.attempts (
    name        bytea          NOT NULL,
    failures    integer        NOT NULL,
    until       timestamptz    NULL,
    at          timestamptz    NOT NULL,
CONSTRAINT pk_signin_attempts PRIMARY KEY (name)
);
CREATE TABLE IF NOT EXISTS signin.factors (
    account     uuid       NOT NULL,
    epoch       integer    NOT NULL,
    secret      bytea      NOT NULL,
    step        bigint     NOT NULL,
    recovery    bytea[]    NOT NULL,
CONSTRAINT pk_signin_factors PRIMARY KEY (account)
);
CREATE TABLE IF NOT EXISTS signin.sign_ins (
    id         uuid           NOT NULL,
    at         timestamptz    NOT NULL,
    account    uuid           NOT NULL,
    what       text           NOT NULL,
CONSTRAINT pk_signin_sign_ins PRIMARY KEY (id)
);

CREATE INDEX ix_signin_sign_ins_account_at ON signin.sign_ins USING btree (account, at);
CREATE TABLE IF NOT EXISTS eldercare.mt_doc_deadletterevent (
    id                  uuid                        NOT NULL,
    data                jsonb                       NOT NULL,
    mt_last_modified    timestamp with time zone    NULL DEFAULT (transaction_timestamp()),
    mt_version          uuid                        NOT NULL DEFAULT (md5(random()::text || clock_timestamp()::text)::uuid),
    mt_dotnet_type      varchar                     NULL,
CONSTRAINT pkey_mt_doc_deadletterevent_id PRIMARY KEY (id)
);
CREATE TABLE IF NOT EXISTS eldercare.mt_doc_envelope (
    id                  uuid                        NOT NULL,
    data                jsonb                       NOT NULL,
    mt_last_modified    timestamp with time zone    NULL DEFAULT (transaction_timestamp()),
    mt_version          uuid                        NOT NULL DEFAULT (md5(random()::text || clock_timestamp()::text)::uuid),
    mt_dotnet_type      varchar                     NULL,
CONSTRAINT pkey_mt_doc_envelope_id PRIMARY KEY (id)
);
CREATE TABLE IF NOT EXISTS eldercare.mt_streams (
    tenant_id            varchar        NOT NULL DEFAULT '*DEFAULT*',
    id                   uuid           NOT NULL,
    type                 varchar        NULL,
    version              bigint         NULL,
    timestamp            timestamptz    NOT NULL DEFAULT (now()),
    created              timestamptz    NOT NULL DEFAULT (now()),
    compacted_version    bigint         NOT NULL DEFAULT 0,
    is_archived          bool           NULL DEFAULT FALSE,
CONSTRAINT pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)
);
CREATE TABLE IF NOT EXISTS eldercare.mt_events (
    seq_id            bigint                      NOT NULL,
    id                uuid                        NOT NULL,
    stream_id         uuid                        NULL,
    version           bigint                      NOT NULL,
    data              jsonb                       NOT NULL,
    bdata             bytea                       NULL,
    type              varchar(500)                NOT NULL,
    timestamp         timestamp with time zone    NOT NULL DEFAULT '(now())',
    tenant_id         varchar                     NULL DEFAULT '*DEFAULT*',
    mt_dotnet_type    varchar                     NULL,
    correlation_id    varchar                     NULL,
    causation_id      varchar                     NULL,
    user_name         varchar                     NULL,
    is_archived       bool                        NULL DEFAULT FALSE,
CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY (seq_id)
);

DO $do$
BEGIN
ALTER TABLE eldercare.mt_events
ADD CONSTRAINT fkey_mt_events_stream_id_tenant_id FOREIGN KEY(tenant_id, stream_id)
REFERENCES eldercare.mt_streams(tenant_id, id);
EXCEPTION
    WHEN duplicate_object THEN NULL;
END
$do$;

CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON eldercare.mt_events USING btree (tenant_id, stream_id, version);
CREATE SEQUENCE eldercare.mt_events_sequence;
ALTER SEQUENCE eldercare.mt_events_sequence OWNED BY eldercare.mt_events.seq_id;
CREATE TABLE IF NOT EXISTS eldercare.mt_event_progression (
    name                         varchar                     NOT NULL,
    last_seq_id                  bigint                      NULL,
    last_updated                 timestamp with time zone    NULL DEFAULT (transaction_timestamp()),
    mode                         varchar                     NULL DEFAULT 'none',
    rebuild_threshold            integer                     NULL DEFAULT 0,
    assigned_node                integer                     NULL DEFAULT 0,
    heartbeat                    timestamp with time zone    NULL,
    agent_status                 varchar(20)                 NULL,
    pause_reason                 text                        NULL,
    running_on_node              integer                     NULL,
    warning_behind_threshold     bigint                      NULL,
    critical_behind_threshold    bigint                      NULL,
    failure_category             varchar(50)                 NULL,
    failure_event_sequence       bigint                      NULL,
    failure_event_type           varchar(500)                NULL,
    failure_event_tenant_id      varchar(500)                NULL,
CONSTRAINT pk_mt_event_progression PRIMARY KEY (name)
);
CREATE TABLE IF NOT EXISTS eldercare.mt_event_projection_floors (
    name            varchar                     NOT NULL,
    tenant_id       varchar                     NOT NULL,
    floor           bigint                      NOT NULL,
    last_updated    timestamp with time zone    NULL DEFAULT (transaction_timestamp()),
CONSTRAINT pkey_mt_event_projection_floors_name_tenant_id PRIMARY KEY (name, tenant_id)
);
CREATE
OR REPLACE FUNCTION eldercare.mt_mark_event_progression(name varchar, last_encountered bigint) RETURNS VOID LANGUAGE plpgsql AS
$function$
BEGIN
INSERT INTO eldercare.mt_event_progression (name, last_seq_id, last_updated)
VALUES (name, last_encountered, transaction_timestamp())
ON CONFLICT ON CONSTRAINT pk_mt_event_progression
    DO
UPDATE SET last_seq_id = last_encountered, last_updated = transaction_timestamp();

END;

$function$;



CREATE OR REPLACE FUNCTION eldercare.mt_archive_stream(streamid uuid, tenantid varchar) RETURNS VOID LANGUAGE plpgsql AS
$function$
BEGIN
  update eldercare.mt_streams set is_archived = TRUE where id = streamid  and tenant_id = tenantid;
  update eldercare.mt_events set is_archived = TRUE where stream_id = streamid  and tenant_id = tenantid;
END;
$function$;


CREATE OR REPLACE FUNCTION eldercare.mt_quick_append_events(stream uuid, stream_type varchar, tenantid varchar, event_ids uuid[], event_types varchar[], dotnet_types varchar[], bodies jsonb[], bdatas bytea[], causation_ids varchar[], correlation_ids varchar[], user_names varchar[], expected_version bigint DEFAULT NULL::bigint) RETURNS bigint[] AS $$
DECLARE
	event_version bigint;
	stream_is_archived boolean;
	event_type varchar;
	event_id uuid;
	body jsonb;
	index int;
	seq bigint;
    actual_tenant varchar;
    is_new_stream boolean := false;
	return_value bigint[];
BEGIN
    if expected_version IS NOT NULL then
        -- COALESCE turns the NULL we get for a brand-new stream into 0, so a
        -- FetchForWriting against a non-existent stream (which sets
        -- ExpectedVersionOnServer = 0) and a StartStream(id, version: 0) both
        -- land on the new-stream branch instead of mis-firing the guard.
        select version, is_archived into event_version, stream_is_archived from eldercare.mt_streams where id = stream AND tenant_id = tenantid for update;
        if COALESCE(event_version, 0) != expected_version then
            RAISE EXCEPTION 'Stream version mismatch on ''%'': expected %, actual %', stream, expected_version, COALESCE(event_version, 0) USING ERRCODE = 'MT003';
        end if;
    else
        select version, is_archived into event_version, stream_is_archived from eldercare.mt_streams where id = stream AND tenant_id = tenantid;
    end if;

	if event_version IS NULL then
		event_version = 0;
		is_new_stream := true;
		-- #5456 follow-up: insert the FINAL version straight away rather than 0 plus a
		-- trailing UPDATE of the row we just wrote in this same transaction. That UPDATE
		-- is a second heap tuple + WAL record per stream creation for no observable gain
		-- -- nothing outside this transaction can see the intermediate 0. The trailing
		-- UPDATE below is skipped for this branch via is_new_stream.
		insert into eldercare.mt_streams (id, type, version, timestamp, tenant_id) values (stream, stream_type, COALESCE(array_length(event_ids, 1), 0), now(), tenantid);
    else
        if stream_is_archived then
            RAISE EXCEPTION 'Attempted to append event to archived stream with Id ''%''.', stream USING ERRCODE = 'MT001';
        end if;
        if tenantid IS NOT NULL then
            select tenant_id into actual_tenant from eldercare.mt_streams where id = stream AND tenant_id = tenantid;
            if actual_tenant != tenantid then
                RAISE EXCEPTION 'The tenantid does not match the existing stream';
            end if;
        end if;
	end if;

	index := 1;
	-- #5062: array_length('{}', 1) is NULL in PostgreSQL, not 0, so a call with an
	-- empty event array used to return ARRAY[NULL] -- a bigint[] whose only element
	-- is NULL, which Npgsql cannot read into long[] ('Cannot read a non-nullable
	-- collection of elements because the returned array contains nulls'). COALESCE
	-- makes the empty case mean what it says: zero events appended, so the final
	-- version is the stream's current version.
	return_value := ARRAY[event_version + COALESCE(array_length(event_ids, 1), 0)];

	foreach event_id in ARRAY event_ids
	loop
        seq := nextval('eldercare.mt_events_sequence');
		return_value := array_append(return_value, seq);

	    event_version := event_version + 1;
		event_type = event_types[index];
		body = bodies[index];

		-- #4515 / #4578 / Phase 2: bdatas[index] carries the binary payload
		-- for events opted in to binary serialization (NULL otherwise).
		-- bodies[index] is the {} JSON placeholder for those events so the
		-- existing data jsonb NOT NULL constraint stays intact.
		insert into eldercare.mt_events
			(seq_id, id, stream_id, version, data, bdata, type, tenant_id, timestamp, mt_dotnet_type, is_archived, causation_id, correlation_id, user_name)
		values
			(seq, event_id, stream, event_version, body, bdatas[index], event_type, tenantid, (now() at time zone 'utc'), dotnet_types[index], FALSE, causation_ids[index], correlation_ids[index], user_names[index]);

		index := index + 1;
	end loop;

	-- A brand-new stream already carries its final version from the insert above, so the
	-- UPDATE is only needed when we appended onto a stream that already existed.
	--
	-- #5539: and only when we actually appended something. With ZERO events this was a BLIND write-back
	-- of the version read at the top of the function, and under READ COMMITTED that is a lost update: the
	-- UPDATE waits on a concurrent appender's row lock, the winner commits, the WHERE clause is
	-- re-evaluated against the new row, and `set version = <the stale value>` lands -- leaving
	-- mt_streams.version BELOW the stream's own events. Every later append then computes a version that
	-- already exists and dies on pk_mt_events_stream_and_version, forever, until the row is repaired by
	-- hand. A non-empty call cannot do this: its first INSERT collides with the winner on that same
	-- primary key and rolls the whole thing back, which is why only the empty case was exposed.
	--
	-- Two independent guards, because either alone would have been enough and the cost of both is nil:
	--   * the append count -- appending nothing has nothing to write, so the correct number of statements
	--     is zero rather than one that happens to be harmless;
	--   * greatest(), so the write-back can never LOWER a stream's version whoever calls it. An append
	--     only ever moves a version forward, so this is a no-op on every correct path and a backstop on
	--     any future caller that reads the version and then writes it back.
	if not is_new_stream and COALESCE(array_length(event_ids, 1), 0) > 0 then
		update eldercare.mt_streams set version = greatest(version, event_version), timestamp = now() where id = stream AND tenant_id = tenantid;
	end if;

	return return_value;
END
$$ LANGUAGE plpgsql;

CREATE TABLE IF NOT EXISTS eldercare.mt_high_water_skips (
    ending_sequence      bigint                      NOT NULL,
    starting_sequence    bigint                      NOT NULL,
    timestamp            timestamp with time zone    NULL DEFAULT (transaction_timestamp()),
CONSTRAINT pkey_mt_high_water_skips_ending_sequence PRIMARY KEY (ending_sequence)
);
CREATE
OR REPLACE FUNCTION eldercare.mt_mark_progression_with_skip(shard_name varchar, ending_sequence bigint, starting_sequence bigint) RETURNS bigint AS
$$
DECLARE
    current_value bigint;
BEGIN
    select last_seq_id into current_value from eldercare.mt_event_progression where name = shard_name;

    IF current_value is null then
        -- Bootstrap the high-water row on first invocation. Previously this branch
        -- returned 0, which left HighWaterAgent.CheckNowAsync polling forever because
        -- statistics.CurrentMark never advanced. Issue #4425.
        INSERT INTO eldercare.mt_event_progression (name, last_seq_id, last_updated)
        VALUES (shard_name, ending_sequence, transaction_timestamp())
        ON CONFLICT ON CONSTRAINT pk_mt_event_progression
            DO UPDATE SET last_seq_id = ending_sequence, last_updated = transaction_timestamp();
        IF ending_sequence > starting_sequence THEN
            -- Idempotent: a rebuild/replay re-marks the same skip (ending_sequence is the
            -- PK). Re-recording an existing gap is a no-op. Conflict target is the PK
            -- constraint (the bare column name collides with the function parameter). #4530.
            insert into eldercare.mt_high_water_skips (ending_sequence, starting_sequence) values (ending_sequence, starting_sequence)
                on conflict on constraint pkey_mt_high_water_skips_ending_sequence do nothing;
        END IF;
        return ending_sequence;
    ELSIF current_value = starting_sequence THEN
        update eldercare.mt_event_progression SET last_seq_id = ending_sequence, last_updated = transaction_timestamp() where shard_name = name;
        insert into eldercare.mt_high_water_skips (ending_sequence, starting_sequence) values (ending_sequence, starting_sequence)
            on conflict on constraint pkey_mt_high_water_skips_ending_sequence do nothing;
        return ending_sequence;
    ELSE
        return current_value;
    END IF;
END
$$
LANGUAGE plpgsql;


CREATE INDEX IF NOT EXISTS ix_mt_events_done_at ON eldercare.mt_events (tenant_id, timestamp, seq_id) WHERE mt_events.user_name <> 'import';
CREATE INDEX IF NOT EXISTS ix_mt_events_done_by ON eldercare.mt_events (tenant_id, user_name, timestamp, seq_id) WHERE mt_events.user_name <> 'import';
