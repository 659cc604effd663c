package dev.headwater.local;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.secrets.FileSecretStore;
import dev.headwater.local.tables.LocalTables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A process whose data lie on a small disk of its own: fills it, makes room, and says what it was told meanwhile. */
final class FullDiskVictim {
    private static final byte[] SEGMENT = new byte[300_000];

    private FullDiskVictim() {}

    public static void main(String[] args) throws Exception {
        Path disk = Path.of(args[0]);
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[4 << 20]);
        DataFolder folder = ((Claim.Held) DataFolder.claim(disk.resolve("data"))).folder();
        try (LocalTables tables = LocalTables.open(folder.tables(), InstantSource.system())) {
            FolderObjectStore objects = new FolderObjectStore(folder.objects());
            FileSecretStore secrets = new FileSecretStore(folder.secrets());
            List<String> kept = new ArrayList<>();
            fill(disk.resolve("filler"));
            say(failure("object", () -> objects.put("hls/1/a/b.ts", SEGMENT, ObjectMeta.segment())));
            say(failure("secret", () -> secrets.getOrCreate("pepper", () -> new byte[32])));
            say(failure("table", () -> {
                for (int i = 0; true; i++) {
                    String name = "n" + i;
                    tables.tables().accounts().put(new Key("P", name), body(), Condition.ifAbsent());
                    kept.add(name);
                }
            }));
            say("half " + objects.get("hls/1/a/b.ts", ByteRange.ALL).isPresent() + " "
                    + objects.list("", 10, null).items().size());
            Files.delete(ballast);
            objects.put("hls/1/a/b.ts", SEGMENT, ObjectMeta.segment());
            secrets.getOrCreate("pepper", () -> new byte[32]);
            tables.tables().accounts().put(new Key("P", "after"), body(), Condition.ifAbsent());
            kept.add("after");
            kept.forEach(name -> {
                if (tables.tables().accounts().get(new Key("P", name)).isEmpty()) {
                    throw new IllegalStateException("lost " + name);
                }
            });
        }
        folder.close();
        readOnly(disk, folder);
    }

    private static void readOnly(Path disk, DataFolder folder) throws Exception {
        FolderObjectStore objects = new FolderObjectStore(folder.objects());
        // Nothing may be open for writing.
        turn(disk, "ro");
        say(failure("object", () -> objects.put("hls/1/a/c.ts", SEGMENT, ObjectMeta.segment())));
        say("read " + objects.get("hls/1/a/b.ts", ByteRange.ALL).isPresent());
        say(failure("objects", () -> {
            var again = new FolderObjectStore(folder.objects());
            again.delete(List.of());
        }));
        say(failure(
                "tables",
                () -> LocalTables.open(folder.tables(), InstantSource.system()).close()));
        say(((Claim.Refused) DataFolder.claim(folder.root())).message());
        turn(disk, "rw");
        objects.put("hls/1/a/c.ts", SEGMENT, ObjectMeta.segment());
        ((Claim.Held) DataFolder.claim(folder.root())).folder().close();
        say("recovered");
    }

    private static void turn(Path disk, String mode) throws Exception {
        int exit = new ProcessBuilder("mount", "-o", "remount," + mode, disk.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("can not be turned " + mode);
        }
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            // Full.
        }
    }

    private static String failure(String what, Runnable write) {
        try {
            write.run();
            return what + " was written";
        } catch (StoreException e) {
            return what + ": " + e.getMessage();
        }
    }

    private static Body body() {
        return Body.of(1, "{\"fill\":\"" + "x".repeat(3_000) + "\"}");
    }

    private static void say(String line) {
        System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
