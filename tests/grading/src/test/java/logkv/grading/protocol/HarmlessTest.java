package logkv.grading.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a class may name that shares a JVM with a suite. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HarmlessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/lang/Class forName (Ljava/lang/String;)Ljava/lang/Class;",
        "java/lang/Class getDeclaredFields ()[Ljava/lang/reflect/Field;",
        "java/lang/Class getClassLoader ()Ljava/lang/ClassLoader;",
        "java/lang/Class getResourceAsStream (Ljava/lang/String;)Ljava/io/InputStream;",
        "java/lang/reflect/Method invoke (Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
        "java/lang/invoke/MethodHandles lookup ()Ljava/lang/invoke/MethodHandles$Lookup;",
        "java/lang/invoke/MethodHandles$Lookup findVirtual ()V",
        "java/lang/invoke/MethodHandle invoke ()V",
        "java/lang/invoke/VarHandle",
        "java/lang/Runtime exec (Ljava/lang/String;)Ljava/lang/Process;",
        "java/lang/ProcessBuilder",
        "java/lang/ProcessHandle allProcesses ()Ljava/util/stream/Stream;",
        "java/lang/ProcessHandle of (J)Ljava/util/Optional;",
        "java/lang/ProcessHandle destroyForcibly ()Z",
        "java/lang/ProcessHandle parent ()Ljava/util/Optional;",
        "java/lang/ProcessBuilder$Redirect",
        "java/lang/System load (Ljava/lang/String;)V",
        "java/lang/System console ()Ljava/io/Console;",
        "java/lang/StackWalker",
        "java/lang/Thread getAllStackTraces ()Ljava/util/Map;",
        "logkv/MyThread getAllStackTraces ()Ljava/util/Map;",
        "logkv/MyThread getContextClassLoader ()Ljava/lang/ClassLoader;",
        "logkv/MyThread enumerate ([Ljava/lang/Thread;)I",
        "java/lang/ThreadGroup",
        "java/lang/ClassLoader",
        "java/net/URLClassLoader",
        "java/net/Socket",
        "java/nio/channels/SocketChannel",
        "java/nio/file/Path of (Ljava/lang/String;[Ljava/lang/String;)Ljava/nio/file/Path;",
        "java/nio/file/Paths",
        "java/nio/file/FileSystems",
        "java/nio/file/spi/FileSystemProvider",
        "java/nio/file/Path toFile ()Ljava/io/File;",
        "java/nio/file/Files createTempFile (Ljava/lang/String;Ljava/lang/String;[Lx;)V",
        "java/io/File",
        "java/io/FileDescriptor",
        "java/io/RandomAccessFile",
        "java/io/ObjectInputStream",
        "java/io/PrintWriter <init> (Ljava/lang/String;)V",
        "java/util/ServiceLoader",
        "java/util/PropertyResourceBundle",
        "java/security/AccessController",
        "java/util/logging/LogManager",
        "javax/script/ScriptEngineManager",
        "sun/misc/Unsafe",
        "jdk/internal/misc/Unsafe",
        "org/junit/jupiter/api/Test",
        "logkv/crash/CrashTest",
        "logkv/grading/bench/Broken",
        "[Llogkv/grading/bench/Broken;",
        "com/sun/tools/attach/VirtualMachine"
      })
  void this_leads_out(String use) {
    assertThat(Harmless.objectionTo(use)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logkv/LogStore put (Ljava/lang/String;Ljava/lang/String;)V",
        "logkv/log/LogFile",
        "logkv/LogStore exec ()V",
        "[Llogkv/log/LogRecord; clone ()Ljava/lang/Object;",
        "[B",
        "java/lang/Object <init> ()V",
        "java/lang/Class getSimpleName ()Ljava/lang/String;",
        "java/lang/System out Ljava/io/PrintStream;",
        "java/lang/System exit (I)V",
        "java/lang/Thread start ()V",
        "java/lang/Math min (II)I",
        "java/lang/invoke/LambdaMetafactory metafactory ()V",
        "java/lang/invoke/StringConcatFactory makeConcatWithConstants ()V",
        "java/lang/invoke/MethodHandles",
        "java/lang/invoke/MethodHandles$Lookup",
        "java/lang/runtime/ObjectMethods bootstrap ()V",
        "java/nio/channels/FileChannel open ()V",
        "java/nio/file/Files move ()V",
        "java/nio/file/Path resolve (Ljava/lang/String;)Ljava/nio/file/Path;",
        "java/nio/ByteBuffer allocate (I)Ljava/nio/ByteBuffer;",
        "java/io/BufferedOutputStream",
        "java/util/Map$Entry getKey ()Ljava/lang/Object;",
        "java/util/concurrent/locks/ReentrantReadWriteLock",
        "java/util/zip/CRC32C update ([BII)V",
        "java/util/logging/Logger info (Ljava/lang/String;)V"
      })
  void this_is_what_stores_are_made_of(String use) {
    assertThat(Harmless.objectionTo(use)).isEmpty();
  }

  @Test
  void an_objection_names_what_it_is_about() {
    assertThat(Harmless.objectionTo("java/lang/Runtime exec (Ljava/lang/String;)V"))
        .hasValue("java.lang.Runtime.exec");
  }
}
