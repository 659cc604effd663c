package dev.headwater.core.backup;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.io.InputStream;

/** Shown the entries of a backup in their order. */
interface BackupVisitor {
    void header(BackupHeader header);

    void item(BackedTable table, Key key, Body body);

    void secret(String name, byte[] secret);

    /** @param body ends with the object; what is left of it is skipped */
    void object(String key, ObjectMeta meta, InputStream body) throws IOException;
}
