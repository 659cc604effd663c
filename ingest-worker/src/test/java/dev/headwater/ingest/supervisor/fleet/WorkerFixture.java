package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.ingest.supervisor.channel.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Workers over one rig, closed after each test. */
abstract class WorkerFixture {
    final Rig rig = new Rig().stopTime();
    final List<IngestWorker> workers = new ArrayList<>();

    @AfterEach
    void close() {
        rig.goOn();
        workers.forEach(IngestWorker::close);
    }

    IngestWorker start(String id) {
        IngestWorker worker = rig.worker(id);
        workers.add(worker);
        worker.start();
        return worker;
    }
}
