module.exports = { generateBuildId: () => 'the-build', distDir: '.next' };
