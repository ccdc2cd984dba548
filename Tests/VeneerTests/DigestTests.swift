// SPDX-License-Identifier: Apache-2.0
import Digest
import Testing

struct DigestTests {
    /// FIPS 180-4 examples (NIST CSRC, SHA256.pdf) and SHA256ShortMsg of the validation suite.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `SHA-256 gives the values of FIPS 180-4`(text: String, hex: String) {
        #expect(Hash.of(Array(text.utf8)).hex == hex)
    }

    @Test func `SHA-256 of a million letters, and of parts one after the other`() {
        let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(Hash.of(million).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        let parts = Array("a".utf8).withUnsafeBytes { a in
            Array("b".utf8).withUnsafeBytes { b in Array("c".utf8).withUnsafeBytes { c in Hash.of(a, b, c) } }
        }
        #expect(parts == Hash.of(Array("abc".utf8)))
    }

    @Test func `a hash is 32 bytes or 64 digits and nothing else`() {
        let hash = Hash.of([1])
        #expect(Hash(hash.bytes) == hash)
        #expect(Hash(hex: hash.hex) == hash)
        #expect(Hash(hex: hash.hex.uppercased()) == hash)
        #expect(Hash([UInt8](repeating: 0, count: 31)) == nil)
        #expect(Hash([UInt8](repeating: 0, count: 33)) == nil)
        #expect(Hash(hex: String(hash.hex.dropLast())) == nil)
        #expect(Hash(hex: String(hash.hex.dropLast()) + "g") == nil)
        #expect(Hash.zero.bytes == [UInt8](repeating: 0, count: 32))
    }

    @Test func `a sealed value opens with its key alone, and only unaltered`() {
        let key = Entropy.bytes(Seal.keyByteCount)
        for plain in [[], [7], Array("Ada Öst".utf8), [UInt8](repeating: 1, count: 5_000)] {
            let sealed = Seal.close(plain, key: key)
            #expect(Seal.open(sealed, key: key) == plain)
            #expect(Seal.open(sealed, key: Entropy.bytes(Seal.keyByteCount)) == nil)
            #expect(Seal.open(sealed, key: []) == nil)
            #expect(Seal.open(Array(sealed.dropLast()), key: key) == nil)
            for place in Set([0, 23, 24, 39, sealed.count - 1]) {
                var altered = sealed
                altered[place] ^= 1
                #expect(Seal.open(altered, key: key) == nil)
            }
        }
        #expect(Seal.open([], key: key) == nil)
        #expect(Seal.close([1], key: key) != Seal.close([1], key: key))
    }

    @Test func `a tree of any size is the recursive one of RFC 9162`() {
        func recursive(_ leaves: ArraySlice<Hash>) -> Hash {
            guard leaves.count > 1, let first = leaves.first else { return leaves.first ?? Hash.of([]) }
            var half = 1
            while half * 2 < leaves.count { half *= 2 }
            _ = first
            let left = recursive(leaves.prefix(half))
            let right = recursive(leaves.dropFirst(half))
            return Hash.of([1] + left.bytes + right.bytes)
        }
        let leaves = (0..<130).map { Hash.of([UInt8($0)]) }
        for count in 0...130 {
            #expect(MerkleTree.root(Array(leaves.prefix(count))) == recursive(leaves.prefix(count)))
        }
    }

    @Test func `bytes expanded from a seed are the same each time`() {
        let seed = Hash.of([1])
        #expect(Entropy.expand(seed: seed, count: 100) == Entropy.expand(seed: seed, count: 100))
        #expect(Entropy.expand(seed: seed, count: 100) != Entropy.expand(seed: Hash.of([2]), count: 100))
        #expect(Entropy.bytes(16) != Entropy.bytes(16))
        #expect(Entropy.bytes(0) == [])
    }

    @Test func `hexadecimal digits stand for bytes in both directions`() {
        #expect(Hex.text([0, 15, 255]) == "000fff")
        #expect(Hex.bytes("000FfF") == [0, 15, 255])
        #expect(Hex.bytes("0") == nil)
        #expect(Hex.bytes("0x") == nil)
    }
}
