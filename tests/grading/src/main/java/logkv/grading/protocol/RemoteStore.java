package logkv.grading.protocol;

import java.util.List;
import java.util.Optional;
import logkv.grading.bench.Broken;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.child.Wire;
import logkv.grading.protocol.StoreConnection.Reply;

/** A store in a {@link RemoteProcess}, as one lane calls it. */
final class RemoteStore implements StoreUnderTest {
  private final StoreConnection connection;
  private final int number;
  private final int lane;

  /**
   * @param number of the store, in its process
   */
  RemoteStore(StoreConnection connection, int number, int lane) {
    this.connection = connection;
    this.number = number;
    this.lane = lane;
  }

  @Override
  public void put(String key, String value) {
    connection.call(lane, Calls.of("put", key, value), Wire.PUT, to -> {
      to.writeInt(number);
      Wire.writeText(to, key);
      Wire.writeText(to, value);
    });
  }

  @Override
  public void beginPut(String key, String value) {
    connection.callAndForget(lane, Calls.of("put", key, value), Wire.PUT, to -> {
      to.writeInt(number);
      Wire.writeText(to, key);
      Wire.writeText(to, value);
    });
  }

  @Override
  public Optional<String> get(String key) {
    String call = Calls.of("get", key);
    Reply reply = connection.call(lane, call, Wire.GET, to -> {
      to.writeInt(number);
      Wire.writeText(to, key);
    });
    if (reply.kind() == Wire.ABSENT) {
      return Optional.empty();
    }
    if (reply.kind() != Wire.TEXT || reply.text() == null) {
      throw noAnswer(call);
    }
    return Optional.of(reply.text());
  }

  @Override
  public boolean delete(String key) {
    String call = Calls.of("delete", key);
    return number(call, connection.call(lane, call, Wire.DELETE, to -> {
          to.writeInt(number);
          Wire.writeText(to, key);
        }))
        != 0;
  }

  @Override
  public List<String> keys() {
    return texts("keys()", Wire.KEYS);
  }

  @Override
  public void holdKeys() {
    plain("keys()", Wire.HOLD_KEYS);
  }

  @Override
  public List<String> heldKeys() {
    return texts("reading the set of keys()", Wire.HELD_KEYS);
  }

  @Override
  public int size() {
    return (int) number("size()", plain("size()", Wire.SIZE));
  }

  @Override
  public long deadBytes() {
    return number("deadBytes()", plain("deadBytes()", Wire.DEAD_BYTES));
  }

  @Override
  public void compact() {
    plain("compact()", Wire.COMPACT);
  }

  @Override
  public long cutBytes() {
    return number("cutBytes()", plain("cutBytes()", Wire.CUT_BYTES));
  }

  @Override
  public long verify() {
    return number("verify()", plain("verify()", Wire.VERIFY));
  }

  @Override
  public void close() {
    plain("close()", Wire.CLOSE);
  }

  @Override
  public StoreUnderTest lane(int other) {
    if (other < 0 || other >= StoreConnection.LANES) {
      throw new IllegalArgumentException("there is no lane " + other);
    }
    return new RemoteStore(connection, number, other);
  }

  @Override
  public void interruptNextCall() {
    connection.tell(lane, Wire.INTERRUPT);
  }

  private Reply plain(String call, byte kind) {
    return connection.call(lane, call, kind, to -> to.writeInt(number));
  }

  private static long number(String call, Reply reply) {
    if (reply.kind() != Wire.NUMBER) {
      throw noAnswer(call);
    }
    return reply.number();
  }

  private List<String> texts(String call, byte kind) {
    Reply reply = plain(call, kind);
    if (reply.kind() != Wire.TEXTS) {
      throw noAnswer(call);
    }
    if (reply.texts().contains(null)) {
      throw new Broken(call + " returned a set with null in it.", "A key is never null.");
    }
    return reply.texts();
  }

  private static Broken noAnswer(String call) {
    return new Broken(call + " was answered with what no store can return.", "");
  }
}
