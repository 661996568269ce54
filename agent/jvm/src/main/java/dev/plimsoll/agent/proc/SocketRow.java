package dev.plimsoll.agent.proc;

/**
 * A socket as the kernel's tables have it.
 *
 * @param inode number of the socket
 * @param protocol {@code tcp}, {@code udp} or {@code unix}
 * @param localPort port at our end; 0 where there is none
 * @param peer address of the other end, or path of a Unix socket; empty where there is none
 * @param peerPort port of the other end; 0 where there is none
 * @param listens whether it waits for connections
 * @param queued bytes in the kernel that the peer has not acknowledged or we have not read
 */
public record SocketRow(
    long inode,
    String protocol,
    int localPort,
    String peer,
    int peerPort,
    boolean listens,
    long queued) {}
