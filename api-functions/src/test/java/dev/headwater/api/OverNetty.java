package dev.headwater.api;

/** Suites that run over Netty. */
interface OverNetty extends Doors {
    @Override
    default HttpDoor open(Headend headend) {
        return NettyDoor.open(headend);
    }
}
