package dev.headwater.ingest.supervisor.title;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A worker in a process of its own, to be killed: it makes one film, and then nothing. */
final class FilmProcess {
    private FilmProcess() {}

    public static void main(String[] args) throws InterruptedException {
        FilmRig films = new FilmRig();
        films.want(7, Path.of(args[1]));
        films.worker(Path.of(args[0]), 1, task -> 0).start();
        new CountDownLatch(1).await();
    }
}
