package dev.headwater.standalone.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A process that restores until a step, and stays there until it is killed. */
final class RestoreVictim {
    private RestoreVictim() {}

    /** @param args data folder, backup, step */
    public static void main(String[] args) throws Exception {
        new FolderRestore(Path.of(args[0]), Clock.systemUTC(), (step, done, all) -> {
                    if (step.equals(args[2])) {
                        System.out.println("there");
                        System.out.flush();
                        stay();
                    }
                })
                .run(Path.of(args[1]), new FolderRestore.How(null, true, 100));
        System.out.println("ended");
    }

    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
