/// The schema of the first release; frozen.
enum FirstMigration {
    static let sql = """
        CREATE TABLE identity(
            one INTEGER PRIMARY KEY CHECK (one = 1),
            store BLOB NOT NULL,
            tenant BLOB NOT NULL,
            device BLOB NOT NULL,
            generation INTEGER NOT NULL,
            member BLOB NOT NULL,
            acknowledged INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE "commit"(
            n INTEGER PRIMARY KEY,
            header TEXT NOT NULL,
            root BLOB NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL,
            device TEXT NOT NULL AS (header ->> '$.device') VIRTUAL,
            generation INTEGER NOT NULL AS (header ->> '$.generation') VIRTUAL,
            device_seq INTEGER NOT NULL AS (header ->> '$.device_seq') VIRTUAL,
            grp TEXT NOT NULL AS (header ->> '$.group') VIRTUAL,
            idx INTEGER NOT NULL AS (header ->> '$.index') VIRTUAL,
            actor TEXT NOT NULL AS (header ->> '$.actor') VIRTUAL,
            recorded_at INTEGER NOT NULL AS (header ->> '$.recorded_at') VIRTUAL,
            undoes TEXT AS (header ->> '$.undoes') VIRTUAL
        ) STRICT;
        CREATE UNIQUE INDEX commit_device ON "commit"(device, generation, device_seq);
        CREATE INDEX commit_group ON "commit"(grp, idx);
        CREATE INDEX commit_first ON "commit"(n) WHERE idx = 0;
        CREATE INDEX commit_undoes ON "commit"(undoes) WHERE undoes IS NOT NULL AND idx = 0;
        CREATE TABLE change(
            n INTEGER PRIMARY KEY,
            record BLOB NOT NULL,
            salt BLOB NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        CREATE INDEX change_record ON change(record);
        CREATE TABLE event(
            n INTEGER PRIMARY KEY,
            body TEXT NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE personal(
            change_n INTEGER NOT NULL,
            field TEXT NOT NULL,
            side INTEGER NOT NULL,
            subject BLOB NOT NULL,
            salt BLOB,
            sealed BLOB,
            PRIMARY KEY (change_n, field, side)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX personal_subject ON personal(subject);
        CREATE TABLE seal_key(subject BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE outcome(
            device TEXT NOT NULL,
            generation INTEGER NOT NULL,
            device_seq INTEGER NOT NULL,
            result TEXT NOT NULL,
            detail TEXT,
            PRIMARY KEY (device, generation, device_seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE purged(
            resource TEXT NOT NULL,
            n INTEGER NOT NULL,
            record BLOB NOT NULL,
            PRIMARY KEY (resource, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sku_counter(pattern TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TRIGGER commit_update BEFORE UPDATE ON "commit"
        BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER commit_delete BEFORE DELETE ON "commit"
        BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER change_update BEFORE UPDATE ON "change"
        BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER change_delete BEFORE DELETE ON "change"
        BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER event_update BEFORE UPDATE ON "event"
        BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER event_delete BEFORE DELETE ON "event"
        BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
        CREATE TABLE category(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            parent BLOB REFERENCES category(id),
            path TEXT,
            product_type TEXT,
            active INTEGER,
            max_products INTEGER,
            price_min INTEGER,
            price_max INTEGER,
            currency TEXT,
            metadata_schema TEXT,
            owner BLOB REFERENCES member(id),
            tax_rate INTEGER,
            sku_pattern TEXT,
            name_key TEXT,
            name_sort TEXT,
            path_key TEXT,
            path_sort TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX category_id ON category(id);
        CREATE UNIQUE INDEX category_unique_1 ON category(ifnull(parent, x''), name_key) WHERE deleted_at IS NULL;
        CREATE INDEX category_name_sort ON category(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX category_path_sort ON category(path_sort) WHERE deleted_at IS NULL;
        CREATE INDEX category_deleted ON category(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE product(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            sku TEXT,
            "name" TEXT NOT NULL,
            category BLOB NOT NULL REFERENCES category(id),
            gtin TEXT,
            description TEXT,
            "type" TEXT NOT NULL,
            price INTEGER,
            compare_at_price INTEGER,
            currency TEXT,
            status TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            free INTEGER NOT NULL,
            tracked INTEGER,
            tax_rate INTEGER,
            featured INTEGER NOT NULL,
            colour TEXT,
            owner BLOB REFERENCES member(id),
            "unit" TEXT NOT NULL,
            reorder_level INTEGER,
            stock_policy TEXT NOT NULL,
            weight INTEGER,
            length INTEGER,
            width INTEGER,
            height INTEGER,
            country TEXT,
            composition TEXT,
            tags TEXT,
            metadata TEXT,
            sku_key TEXT,
            name_key TEXT,
            name_sort TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX product_id ON product(id);
        CREATE UNIQUE INDEX product_unique_1 ON product(sku_key) WHERE deleted_at IS NULL;
        CREATE UNIQUE INDEX product_unique_2 ON product(category, name_key) WHERE deleted_at IS NULL;
        CREATE INDEX product_name_sort ON product(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX product_gtin ON product(gtin) WHERE gtin IS NOT NULL;
        CREATE INDEX product_featured ON product(featured) WHERE featured = 1;
        CREATE INDEX product_deleted ON product(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE variant(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            product BLOB NOT NULL REFERENCES product(id),
            sku TEXT,
            options TEXT NOT NULL,
            gtin TEXT,
            price INTEGER,
            currency TEXT,
            enabled INTEGER NOT NULL,
            weight INTEGER,
            "position" INTEGER,
            sku_key TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX variant_id ON variant(id);
        CREATE UNIQUE INDEX variant_unique_1 ON variant(sku_key) WHERE deleted_at IS NULL;
        CREATE INDEX variant_product ON variant(product) WHERE product IS NOT NULL;
        CREATE INDEX variant_gtin ON variant(gtin) WHERE gtin IS NOT NULL;
        CREATE INDEX variant_deleted ON variant(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE member(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            user_name TEXT NOT NULL,
            email TEXT,
            phone TEXT,
            locale TEXT,
            state TEXT NOT NULL,
            roles TEXT,
            name_key TEXT,
            name_sort TEXT,
            user_name_key TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX member_id ON member(id);
        CREATE UNIQUE INDEX member_unique_1 ON member(user_name_key) WHERE deleted_at IS NULL;
        CREATE INDEX member_name_sort ON member(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX member_deleted ON member(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE role(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            description TEXT,
            permissions TEXT,
            name_key TEXT,
            name_sort TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX role_id ON role(id);
        CREATE UNIQUE INDEX role_unique_1 ON role(name_key) WHERE deleted_at IS NULL;
        CREATE INDEX role_name_sort ON role(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX role_deleted ON role(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE policy(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            role BLOB REFERENCES role(id),
            member BLOB REFERENCES member(id),
            permission TEXT NOT NULL,
            effect TEXT NOT NULL,
            condition TEXT,
            name_key TEXT,
            name_sort TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX policy_id ON policy(id);
        CREATE UNIQUE INDEX policy_unique_1 ON policy(name_key) WHERE deleted_at IS NULL;
        CREATE INDEX policy_name_sort ON policy(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX policy_deleted ON policy(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE device(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            host TEXT,
            program_version TEXT,
            prefix TEXT,
            enrolled_at INTEGER,
            enrolled_by BLOB REFERENCES member(id),
            state TEXT NOT NULL,
            name_key TEXT,
            name_sort TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX device_id ON device(id);
        CREATE UNIQUE INDEX device_unique_1 ON device(name_key) WHERE deleted_at IS NULL;
        CREATE INDEX device_name_sort ON device(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX device_deleted ON device(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE setting(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            "type" TEXT NOT NULL,
            industry TEXT NOT NULL,
            "class" TEXT NOT NULL,
            size INTEGER,
            domain TEXT,
            address TEXT,
            brand_colour TEXT,
            currency TEXT NOT NULL,
            locale TEXT NOT NULL,
            prices_include_tax INTEGER NOT NULL,
            tax_rate INTEGER,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX setting_id ON setting(id);
        CREATE INDEX setting_deleted ON setting(deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE TABLE view(
            n INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "name" TEXT NOT NULL,
            resource TEXT NOT NULL,
            "filter" TEXT,
            sort TEXT,
            "columns" TEXT,
            owner BLOB REFERENCES member(id),
            shared INTEGER NOT NULL,
            name_key TEXT,
            name_sort TEXT,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by BLOB NOT NULL,
            deleted_at INTEGER,
            deleted_by BLOB,
            rev INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX view_id ON view(id);
        CREATE UNIQUE INDEX view_unique_1 ON view(resource, name_key) WHERE deleted_at IS NULL;
        CREATE INDEX view_name_sort ON view(name_sort) WHERE deleted_at IS NULL;
        CREATE INDEX view_deleted ON view(deleted_at) WHERE deleted_at IS NOT NULL;
        """
}
