package dev.headwater.api;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A suite over one fresh headend and one door a test. */
abstract class HttpSuite implements Doors {
    final Headend headend = new Headend();
    HttpDoor door;

    @BeforeEach
    final void openDoor() {
        fill();
        door = open(headend);
    }

    /** What the headend holds before its door opens. */
    abstract void fill();

    @AfterEach
    final void closeDoor() {
        door.close();
    }

    final Reply get(String target) {
        return door.get(target);
    }

    final Reply send(Ask ask) {
        return door.send(ask);
    }
}
