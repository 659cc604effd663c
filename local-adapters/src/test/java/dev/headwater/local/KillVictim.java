package dev.headwater.local;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Together;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.tables.LocalTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/** A process that writes, says what it has written, and goes on until it is killed. */
final class KillVictim {
    /** Ends each line, so that the one the kill cuts off is known. */
    static final String ACKNOWLEDGED = " acknowledged";

    private KillVictim() {}

    public static void main(String[] args) {
        DataFolder folder = ((Claim.Held) DataFolder.claim(Path.of(args[0]))).folder();
        LocalTables tables = LocalTables.open(folder.tables(), InstantSource.system());
        ObjectStore objects = new FolderObjectStore(folder.objects());
        Together.run(9, writer -> {
            for (int i = 0; true; i++) {
                String name = writer + "-" + i;
                switch (writer % 3) {
                    case 0 -> {
                        tables.tables().accounts().put(key(name), body(name), Condition.ifAbsent());
                        say("accounts " + name);
                    }
                    case 1 -> {
                        tables.tables().sessions().put(key(name), body(name), Condition.always());
                        say("sessions " + name);
                    }
                    default -> {
                        objects.put(objectKey(name), bytes(name), ObjectMeta.segment());
                        say("objects " + name);
                    }
                }
            }
        });
    }

    static Key key(String name) {
        return new Key("KILL#" + name.charAt(0), name);
    }

    static Body body(String name) {
        return Body.of(1, "{\"name\":\"" + name + "\",\"fill\":\"" + "x".repeat(name.hashCode() & 0x3fff) + "\"}");
    }

    static String objectKey(String name) {
        return "hls/" + name.replace('-', '/') + ".ts";
    }

    static byte[] bytes(String name) {
        byte[] bytes = new byte[name.hashCode() & 0x1ffff];
        new Random(name.hashCode()).nextBytes(bytes);
        return bytes;
    }

    private static synchronized void say(String line) {
        System.out.writeBytes((line + ACKNOWLEDGED + "\n").getBytes(StandardCharsets.US_ASCII));
        System.out.flush();
    }
}
