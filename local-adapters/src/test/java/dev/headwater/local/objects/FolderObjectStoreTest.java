package dev.headwater.local.objects;

import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectStoreTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ObjectStore open() {
        return new FolderObjectStore(folder.resolve("objects"));
    }
}
