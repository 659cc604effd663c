package dev.headwater.api;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A suite over one fresh headend and one door a test. */
abstract class HttpSuite implements Doors {
    final Headend headend = new Headend();
    HttpDoor door;
    PlayerApp app;

    @BeforeEach
    final void openDoor() {
        fill();
        door = open(headend);
        app = new PlayerApp(door);
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

    /** Notes a change of the catalogue; returns before the lists show it. */
    final void publish() {
        headend.changed();
        door.look();
    }
}
