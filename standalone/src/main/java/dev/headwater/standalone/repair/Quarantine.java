package dev.headwater.standalone.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.store.Item;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code damaged/STAMP} of a data folder, for its owner's eyes only: what was taken out of the stores, as it was. */
final class Quarantine {
    private final Path folder;

    Quarantine(Path data, String stamp) {
        this.folder = data.resolve("damaged").resolve(stamp);
    }

    /** Null: nothing was put there. */
    @Nullable
    String used() {
        return Files.exists(folder) ? folder.toString() : null;
    }

    /** Where damaged objects go, under their keys. */
    Path objects() {
        make();
        return folder.resolve("objects");
    }

    /** Returns when it is safe to remove the item where it stood: one line of JSON each in {@code items.jsonl}. */
    void keep(String table, Item item) {
        make();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("table", table);
        line.put("pk", item.key().pk());
        line.put("sk", item.key().sk());
        line.put("schema", item.body().schema());
        line.put("version", item.version());
        if (item.body().expiresAt() != null) {
            line.put("expires", item.body().expiresAt());
        }
        line.put("body", item.body().json());
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (FileChannel file =
                FileChannel.open(folder.resolve("items.jsonl"), options, DurableFolders.privateFile())) {
            ByteBuffer bytes = ByteBuffer.wrap(json(line).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
            DurableFolders.sync(folder);
        } catch (IOException e) {
            throw DiskFaults.of(folder, "a damaged item can not be kept", e);
        }
    }

    private void make() {
        try {
            DurableFolders.createPrivate(Objects.requireNonNull(folder.getParent()));
            DurableFolders.createPrivate(folder);
        } catch (IOException e) {
            throw DiskFaults.of(Objects.requireNonNull(folder.getParent()), "damaged things can not be kept", e);
        }
    }

    private static String json(Map<String, Object> line) throws JsonProcessingException {
        return Operations.JSON.writeValueAsString(line) + "\n";
    }
}
