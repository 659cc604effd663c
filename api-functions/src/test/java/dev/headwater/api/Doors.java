package dev.headwater.api;

/** Opens doors into headends: how, each transport says. */
interface Doors {
    HttpDoor open(Headend headend);
}
